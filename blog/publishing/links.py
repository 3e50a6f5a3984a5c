"""Links that are dead or doubtful, by how many people meet them; and what an editor does about one."""

from urllib.parse import quote

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.actions.asking import ask_now, judge_link, keep_copy
from blog.actions.replacing import replace_link
from blog.models import Link, LinkUse, Post, Resource, plain_url
from blog.models.links import LinkField
from blog.outbound import Fetcher

from .times import time_in_short

USERS_SHOWN = 30
COPIES = "https://web.archive.org/web/*/"  # a page of the archive that lists its copies; a link, never asked by us
MOST_AT_ONCE = 200
State = Link.State


class StateFilter(admin.SimpleListFilter):
    """The list begins with what something has to be done about."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("dead", _("dead")), ("unknown", _("doubtful")), ("alive", _("alive")), ("new", _("not asked yet"))]

    def choices(self, changelist):
        trouble, *others = super().choices(changelist)
        return [{**trouble, "display": _("dead or doubtful")}, *others]

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() in State else queryset.in_trouble()


class ReplaceForm(forms.Form):
    url = LinkField(_("new address")).formfield(widget=forms.URLInput(attrs={"class": "vURLField"}))

    def clean_url(self):
        if plain_url(self.cleaned_data["url"]) in ("", self.initial["link"].url):
            raise forms.ValidationError(_t("Give another address, on another site than this one."))
        return self.cleaned_data["url"]


class CopyForm(forms.ModelForm):
    class Meta:
        model = Link
        fields = ["archived_url"]
        widgets = {"archived_url": forms.URLInput(attrs={"class": "vURLField"})}


class LinkAdmin(admin.ModelAdmin):
    list_display = ["url_in_short", "state_now", "why", "since", "readers", "number_of_posts", "asked"]
    list_display_links = ["url_in_short"]
    list_filter = [StateFilter]
    list_per_page = 50
    ordering = ["-readers", "pk"]
    search_fields = ["url"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ["mark_alive"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        uses = LinkUse.objects.filter(link=OuterRef("pk")).order_by().values("link").annotate(number=Count("pk"))
        return super().get_queryset(request).annotate(number=Coalesce(Subquery(uses.values("number")), 0))

    def get_urls(self):
        acts = {"ask": self.ask_view, "judge": self.judge_view, "copy": self.copy_view, "replace": self.replace_view}
        own = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"blog_link_{name}")
            for name, view in acts.items()
        ]
        return [*own, *super().get_urls()]

    # One link

    def change_view(self, request, object_id, form_url="", extra_context=None):
        link = self.get_object(request, object_id)
        if not self.has_view_permission(request, link):
            raise PermissionDenied
        if link is None:
            raise Http404
        return self.draw(request, link)

    def draw(self, request, link, status=200, **forms):
        posts = Post.objects.filter(link_uses__link=link).order_by("-standing__readers_30", "-pk")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _t("A link"),
            "link": link,
            "copies": f"{COPIES}{quote(link.url, safe='/:?&=%')}",
            "may_change": self.has_change_permission(request, link),
            "resources": Resource.objects.filter(link=link),
            "users": [
                (post, reverse(f"admin:blog_{post.kind}_change", args=[post.pk]))
                for post in posts.only("kind", "title")[:USERS_SHOWN]
            ],
            "number_of_users": posts.count(),
            "copy_form": CopyForm(instance=link),
            "replace_form": ReplaceForm(initial={"link": link}),
            **forms,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/desk/link.html", context, status=status)

    def asked_for(self, request, pk):
        """The link of an act: POST, by who may."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        link = self.get_object(request, str(pk))
        if link is None or request.method != "POST":
            raise Http404
        return link

    def ask_view(self, request, pk):
        link = self.asked_for(request, pk)
        if ask_now(link, Fetcher()):
            messages.info(request, _t("Asked just now: %(why)s.") % {"why": link.why})
        else:
            messages.warning(request, _t("This machine finds no other by its name just now; nothing is kept of it."))
        return redirect("admin:blog_link_change", pk)

    def judge_view(self, request, pk):
        link = self.asked_for(request, pk)
        state = request.POST.get("state")
        if state not in (State.ALIVE, State.DEAD):
            raise Http404
        self.judge(request, link, state)
        messages.success(request, _t("Kept. Pages that lead there follow within minutes."))
        return redirect("admin:blog_link_change", pk)

    def judge(self, request, link, state):
        judge_link(link, state)
        said = _t("Marked as alive.") if state == State.ALIVE else _t("Marked as dead.")
        self.write_down(request, link, said)

    def copy_view(self, request, pk):
        link = self.asked_for(request, pk)
        form = CopyForm(request.POST, instance=link)
        if not form.is_valid():
            return self.draw(request, link, status=422, copy_form=form)
        keep_copy(link, form.cleaned_data["archived_url"])
        self.write_down(request, link, _t("Archived copy: %(url)s") % {"url": link.archived_url or "—"})
        messages.success(request, _t("Kept. Readers find the copy wherever the link is dead."))
        return redirect("admin:blog_link_change", pk)

    def replace_view(self, request, pk):
        link = self.asked_for(request, pk)
        form = ReplaceForm(request.POST, initial={"link": link})
        if not form.is_valid():
            return self.draw(request, link, status=422, replace_form=form)
        number = replace_link(link, form.cleaned_data["url"], by=request.user)
        said = ngettext("Replaced in %(number)d post.", "Replaced in %(number)d posts.", number)
        messages.success(request, said % {"number": number})
        return redirect("admin:blog_link_changelist")

    def write_down(self, request, link, said):
        LogEntry.objects.log_actions(request.user.pk, Link.objects.filter(pk=link.pk), CHANGE, said, single_object=True)

    # The list

    @admin.action(description=_("Mark as alive"), permissions=["change"])
    def mark_alive(self, request, queryset):
        links = list(queryset[:MOST_AT_ONCE])
        for link in links:
            self.judge(request, link, State.ALIVE)
        said = ngettext("%(number)d link is alive.", "%(number)d links are alive.", len(links))
        messages.success(request, said % {"number": len(links)})

    @admin.display(description=_("address"), ordering="url")
    def url_in_short(self, link):
        return link.url if len(link.url) <= 90 else f"{link.url[:89]}…"

    @admin.display(description=_("state"))
    def state_now(self, link):
        return format_html('<span class="state state-link-{}">{}</span>', link.state, link.get_state_display())

    @admin.display(description=_("what was answered"))
    def why(self, link):
        return link.why

    @admin.display(description=_("since"), ordering="since")
    def since(self, link):
        return link.since and date_format(link.since, _t("j M Y"))

    @admin.display(description=_("posts"))
    def number_of_posts(self, link):
        return link.number

    @admin.display(description=_("last asked"), ordering="checked_at")
    def asked(self, link):
        return link.checked_at and time_in_short(link.checked_at, timezone.get_default_timezone())
