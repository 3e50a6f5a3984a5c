"""Moving in from the desk: the upload, the page of the running move and of its report, the wordings of headings."""

from django import forms
from django.contrib import admin
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from blog.models import Move, Post, Series, Wording
from blog.sections.wordings import normalize

from .moves import names_of_formats
from .telling import numbered, remarks, summary
from .waiting import OPEN, run_move

MOST_BYTES = 200 * 1024**2
MOST_REMARKS = 100  # of one topic on the page
LOOK_AGAIN = 3  # seconds


class MoveForm(forms.ModelForm):
    upload = forms.FileField(
        label=_("Export"),
        help_text=_("The file or archive as Blogger, WordPress or Ghost gave it to you, or a zip of Markdown files."),
    )
    series = forms.ModelChoiceField(
        Series.objects, required=False, label=_("Series"), empty_label=_("the main one, or a new one if there is none")
    )
    host = forms.CharField(
        required=False,
        max_length=200,
        label=_("Old host"),
        help_text=_("Where the blog stands, like my-blog.example. Links to it become links to here."),
    )
    pictures = forms.ChoiceField(
        label=_("Pictures"),
        choices=[
            ("archive", _("those in the export")),
            ("fetch", _("also fetch those that are not, from the old blog")),
            ("link", _("leave all where they are, as links")),
        ],
    )

    class Meta:
        model = Move
        fields = ["upload", "is_rehearsal", "format"]
        help_texts = {"is_rehearsal": _("Nothing is written: the report tells what would come in.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("told from the file")), *((name, name) for name in names_of_formats())]
        self.fields["format"] = forms.ChoiceField(choices=choices, required=False, label=_("Format"))

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload.size > MOST_BYTES:
            message = _t("This file is larger than %(most)s. Bring it in with the command import_blog on the server.")
            raise forms.ValidationError(message % {"most": filesizeformat(MOST_BYTES)})
        return upload

    def options(self):
        series = self.cleaned_data["series"]
        return {
            "series": series and series.slug,
            "format": self.cleaned_data["format"] or None,
            "host": self.cleaned_data["host"] or None,
            "pictures": self.cleaned_data["pictures"],
        }


class MoveAdmin(admin.ModelAdmin):
    form = MoveForm
    add_form_template = "admin/desk/move_form.html"
    fields = ["upload", "is_rehearsal", "series", "host", "pictures", "format"]
    list_display = ["source_name", "state_in_words", "is_rehearsal", "came_in", "started", "by"]
    list_select_related = ["by"]
    show_full_result_count = False

    def has_change_permission(self, request, obj=None):
        return False  # a move is looked at

    def has_delete_permission(self, request, obj=None):
        return False  # and remembered

    def save_model(self, request, move, form, change):
        move.source_name, move.by, move.options = form.cleaned_data["upload"].name[:300], request.user, form.options()
        super().save_model(request, move, form, change)
        run_move.enqueue(move.pk)

    def response_add(self, request, move, post_url_continue=None):
        return redirect("admin:blog_move_change", move.pk)

    def add_view(self, request, form_url="", extra_context=None):
        return super().add_view(request, form_url, {"title": _("Move a blog in"), **(extra_context or {})})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        move = self.get_object(request, object_id)
        if move is None or not self.has_view_permission(request, move):
            return super().change_view(request, object_id, form_url, extra_context)
        return self.show(request, move)

    def show(self, request, move):
        report = move.report
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": move.source_name,
            "move": move,
            "look_again": LOOK_AGAIN if move.state in OPEN else None,
            "summary": summary(report) if report else [],
            "remarks": remarks(report, MOST_REMARKS) if report else [],
            "posts": list(posts_of(report)) if report else [],
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/desk/move.html", context)

    @admin.display(description=_("state"), ordering="state")
    def state_in_words(self, move):
        return state_of(move)

    @admin.display(description=_("came in"))
    def came_in(self, move):
        made = move.report.get("made", {})
        return ", ".join(numbered(kind, made[kind]) for kind in ("post", "page", "comment") if made.get(kind)) or "–"

    @admin.display(description=_("started"), ordering="started_at")
    def started(self, move):
        return date_format(localtime(move.started_at), _t("j F Y, H:i"))


def state_of(move):
    """Its state, and whether anybody still works on it."""
    label = _t("silent") if move.is_silent() else move.get_state_display()
    css = {Move.State.DONE: "published", Move.State.REFUSED: "rejected"}.get(move.state, "held")
    return format_html('<span class="state state-{}">{}</span>', css, label)


def posts_of(report):
    """(title, address in the desk) of the posts that a report names and that are here."""
    slugs = [post["path"].strip("/").split("/")[-1] for post in report.get("posts", [])]
    found = Post.objects.filter(slug__in=slugs).only("kind", "slug")
    by_path = {post.get_absolute_url(): post for post in found}
    for told in report.get("posts", []):
        if post := by_path.get(told["path"]):
            yield told["title"], reverse(f"admin:blog_{post.kind}_change", args=[post.pk])


class WordingForm(forms.ModelForm):
    class Meta:
        model = Wording
        fields = ["phrase", "section"]

    def clean_phrase(self):
        """As headings are compared: words alone, a star for some of them."""
        phrase = " * ".join(map(normalize, self.cleaned_data["phrase"].split("*")))
        phrase = " ".join(phrase.split())
        if not phrase.replace("*", "").strip():
            raise forms.ValidationError(_t("Write the words of the heading. A star alone would be any heading."))
        return phrase


class WordingAdmin(admin.ModelAdmin):
    form = WordingForm
    list_display = ["phrase", "section"]
    list_filter = ["section"]
    search_fields = ["phrase"]
    show_full_result_count = False
