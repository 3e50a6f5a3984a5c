"""Ideas for roles, and the wishes of readers that an editor reads before others see them."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.actions.wishes import answer_with, keep_at_desk, merge_ideas, open_wish, refuse_wish
from blog.actions.wishes_told import look_soon
from blog.models import Idea, Post
from blog.models.ideas import same_words
from blog.search import suggest

from .likeness import keys_of
from .widgets import NATIVE_INPUTS

READ_AT_ONCE = 20
NEAR_ROLES = 4
OFFERED = 200  # ideas a wish may be the same as, the most wished for first

DECISIONS = {Idea.State.OPEN: open_wish, Idea.State.DESK: keep_at_desk, Idea.State.REFUSED: refuse_wish}


class IdeaForm(forms.ModelForm):
    def clean_words(self):
        words = " ".join(self.cleaned_data["words"].split())
        same = Idea.objects.filter(folded=same_words(words)[:200]).exclude(pk=self.instance.pk).first()
        if same:
            raise ValidationError(_("“%(words)s” is there already."), params={"words": same.words})
        return words


class IdeaAdmin(admin.ModelAdmin):
    form = IdeaForm
    formfield_overrides = NATIVE_INPUTS
    change_list_template = "admin/desk/ideas.html"
    fields = ["words", "note", ("source", "state"), "wishes", "role"]
    autocomplete_fields = ["role"]
    list_display = ["words", "state", "source", "wishes", "waiting_readers"]
    list_filter = ["state", "source"]
    list_per_page = 60
    search_fields = ["words"]
    actions = ["open_chosen", "keep_chosen", "refuse_chosen", "merge_chosen"]

    def get_queryset(self, request):
        waiting = Count("waiting", filter=Q(waiting__confirmed_at__isnull=False))
        return super().get_queryset(request).annotate(number_waiting=waiting)

    @admin.display(description=_("to be told"), ordering="number_waiting")
    def waiting_readers(self, idea):
        return idea.number_waiting or ""

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "state":  # what is merged is so for good
            kwargs["choices"] = [choice for choice in Idea.State.choices if choice[0] != Idea.State.MERGED]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        is_merged = obj is not None and obj.state == Idea.State.MERGED
        return super().has_change_permission(request, obj) and not is_merged

    def save_model(self, request, idea, form, change):
        super().save_model(request, idea, form, change)
        if decision := DECISIONS.get(idea.state):
            decision(idea)
        look_soon()

    def get_urls(self):
        waiting = self.admin_site.admin_view(self.waiting_view)
        return [path("waiting/", waiting, name="blog_idea_waiting"), *super().get_urls()]

    # The wishes that wait

    def waiting_view(self, request):
        """GET: the oldest wishes that wait, each with what is near it. POST: what was decided about one of them."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self.decide(request)
        held = self.get_queryset(request).awaiting_review().order_by("created_at", "pk")
        planned = list(Idea.objects.for_planning().order_by("-wishes", "words")[:OFFERED])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _t("Wishes that wait to be read"),
            "number": held.count(),
            "rows": [(idea, near_roles(idea), near_first(idea, planned)) for idea in held[:READ_AT_ONCE]],
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/desk/wishes.html", context)

    def decide(self, request):
        pk = request.POST.get("idea", "")
        idea = get_object_or_404(Idea.objects.awaiting_review(), pk=pk if pk.isdecimal() and len(pk) < 19 else None)
        verb, (kind, _dash, number) = request.POST.get("verb"), request.POST.get("same", "").partition("-")
        number = number if number.isdecimal() and len(number) < 19 else None
        if verb == "same" and kind == "idea":
            merge_ideas(Idea.objects.filter(pk=idea.pk), get_object_or_404(Idea.objects.for_planning(), pk=number))
        elif verb == "same" and kind == "role":
            answer_with(idea, get_object_or_404(Post.objects.roles(), pk=number))
        elif verb in DECISIONS:
            DECISIONS[verb](idea)
        else:
            messages.error(request, _t("Choose what it is the same as."))
            return redirect("admin:blog_idea_waiting")
        self.log_change(request, idea, _t("A reader's wish was read: %(verb)s.") % {"verb": verb})
        look_soon()
        messages.success(request, _t("“%(words)s” is decided.") % {"words": idea.words})
        return redirect("admin:blog_idea_waiting")

    # Several at once

    @admin.action(description=_("Open the chosen to votes"), permissions=["change"])
    def open_chosen(self, request, queryset):
        self.decide_all(request, queryset, open_wish)

    @admin.action(description=_("Keep the chosen at the desk"), permissions=["change"])
    def keep_chosen(self, request, queryset):
        self.decide_all(request, queryset, keep_at_desk)

    @admin.action(description=_("Refuse the chosen"), permissions=["change"])
    def refuse_chosen(self, request, queryset):
        self.decide_all(request, queryset, refuse_wish)

    def decide_all(self, request, queryset, decision):
        ideas = list(queryset.exclude(state=Idea.State.MERGED))
        for idea in ideas:
            decision(idea)
        said = ngettext("%(number)d is decided.", "%(number)d are decided.", len(ideas)) % {"number": len(ideas)}
        messages.success(request, said)

    @admin.action(description=_("Merge the chosen into the most wished for"), permissions=["change"])
    def merge_chosen(self, request, queryset):
        ideas = list(queryset.exclude(state=Idea.State.MERGED).order_by("-wishes", "pk"))
        if len(ideas) < 2:
            messages.warning(request, _t("Choose two or more that mean the same."))
            return
        merge_ideas(Idea.objects.filter(pk__in=[idea.pk for idea in ideas]), ideas[0])
        messages.success(request, _t("They are one: “%(words)s”.") % {"words": ideas[0].words})


def near_roles(idea):
    """Public roles that a wish may be about: [(id, title)]."""
    slugs = [each.path.strip("/").rpartition("/")[2] for each in suggest(idea.words) if each.kind == "role"]
    return Post.objects.published().roles().filter(slug__in=slugs[:NEAR_ROLES]).values_list("pk", "title")


def near_first(idea, planned):
    """The ideas it may be the same as, with those in front that are nearly called so."""
    keys = {*keys_of(idea.words)}
    return sorted(planned, key=lambda other: keys.isdisjoint(keys_of(other.words)))
