"""A pasted text into the form of a role: sorted as a move sorts it, put beside what is typed there already, told."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from blog.actions.composing import compose_role
from blog.actions.wordings import all_wordings
from blog.models import Category, Post, Sheet, Slot
from blog.models.tags import fold
from blog.sections.pasted import read_pasted

from .form_filling import Filling
from .sheets import keep_sheet
from .sorted_told import Told

LONGEST_TEXT = 400_000


class FromTextAdmin:
    """A ModelAdmin of roles whose form can be filled from a text."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        name = f"blog_{self.opts.model_name}_from_text"
        return [path("sheets/from-text/", wrap(self.from_text_view), name=name), *super().get_urls()]

    def keeping(self, request, form):
        keeping = super().keeping(request, form)
        left = request.POST.get("from_text", "") if form.is_bound else ""
        sheet = Sheet.objects.filter(key=keeping["key"]).only("told").first() if form.is_bound else None
        return keeping | {
            "from_text_address": reverse(f"admin:blog_{self.opts.model_name}_from_text"),
            "clean": reverse("admin:clean_pasted"),
            "asks_text": bool(left) or request.GET.get("from") == "text",
            "from_text": left,
            "told": sheet and sheet.told,
        }

    def from_text_view(self, request):
        """POST the form with `from_text`, and `replace` if the text goes before what is there. Nothing is saved."""
        if request.method != "POST":
            raise Http404
        named, post = self.sheet_named(request)
        self.keep_picture(request)
        data = request.POST.copy()
        data["typed"] = "1"
        text = data.get("from_text", "").replace("\0", "")
        told = None
        if len(text) <= LONGEST_TEXT and text.strip():
            told = sort_into(data, text, post, is_before="replace" in data)
            data["from_text"] = ""
            data.pop("replace", None)
        keep_sheet(named, data, told=told)
        address = self.form_address(post) if post else self.add_address()
        return redirect(f"{address}?sheet={named[0]}{'' if told else '&from=text'}#from-text")


def sort_into(data, text, post, *, is_before):
    """Put what the text says into the form `data`. Gives what to tell of it."""
    pasted = read_pasted(text, all_wordings(), title=data.get("title", ""))
    role = compose_role(pasted.html, [*pasted.names, data.get("title", "")], all_wordings(), has_cover=True)
    filling, told = Filling(data, is_before=is_before), Told(text)
    fill_names(filling, told, pasted, role)
    for name in ("why", "what", "choose_else", "final"):
        told.text(name, filling.text(name, role.values[name]), role)
    for model, rows in role.tables.items():
        told.rows(model, filling.rows(model, rows), role)
    others = others_named(role.found.relations, post)
    told.relations(filling.relations(others), others)
    unknown = [line.title for line, other in others if other is None]
    body = role.body(*(f"<p>{escape(title)}</p>" for title in unknown), *filling.left, pasted.around)
    filling.text("body", str(body))
    told.unplaced(body)
    return told.as_json()


def fill_names(filling, told, pasted, role):
    fields = dict(pasted.fields)
    if pasted.title:
        told.field("title", filling.text("title", pasted.title))
    if pasted.day and (said := fill_day(filling, pasted.day)):
        told.note(said)
    if words := fields.pop("category", ""):
        told.note(fill_category(filling, words))
    for name in dict.fromkeys(["headline", "standfirst", "closing_line", *fields]):
        for words in filter(None, (fields.get(name), role.values.get(name))):
            told.field(name, filling.text(name, words))


def fill_day(filling, day):
    """The day a title names, if it is free in the series chosen."""
    chosen = filling.data.get("slot", "")
    slot = Slot.objects.filter(pk=chosen).first() if chosen.isdecimal() else None
    if slot is None or slot.day == day:
        return ""
    if free := Slot.objects.free().filter(series=slot.series, day=day).first():
        filling.data["slot"] = str(free.pk)
        return _("The text is of day %(day)d: that day is chosen.") % {"day": day}
    return _("The text is of day %(day)d, which is taken or left out. The day stays as it was.") % {"day": day}


def fill_category(filling, words):
    known = {fold(name): row for row in Category.objects.all() for name in (row.name, row.slug)}
    if category := known.get(fold(words)):
        filling.data["category"] = str(category.pk)
        return _("Its category is %(category)s.") % {"category": category}
    return _("“%(words)s” is none of the categories.") % {"words": words}


def others_named(lines, post):
    """[(RelationLine, the role it names or None)]"""
    titles = [line.title for line in lines]
    slugs = [line.path.strip("/").rpartition("/")[2] for line in lines if line.path]
    roles = Post.objects.roles().exclude(pk=post.pk if post else None)
    by_title = {fold(role.title): role for role in roles.filter(title__in=titles).only("title", "slug", "kind")}
    by_slug = {role.slug: role for role in roles.filter(slug__in=slugs).only("title", "slug", "kind")}
    return [
        (line, by_slug.get(line.path.strip("/").rpartition("/")[2]) or by_title.get(fold(line.title))) for line in lines
    ]
