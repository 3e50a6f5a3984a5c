"""
Remarks stand in the form of their post, each beside its field: an editor types one there, its author answers there, and
both are kept with the next save, whatever button makes it.
"""

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from blog.actions.reviewing import add_remark, settle_remark
from blog.models import Post
from blog.models.remarks import MAX_REMARK_LENGTH

from .layout import anchors_of, lines_of
from .verbs import PUBLISH

REVIEWED = {Post.State.SUBMITTED, Post.State.RETURNED}
WHOLE = "post"  # stands for the post as a whole in the names of inputs


@dataclass
class Place:
    """A line of the form, or a list of rows, or the post as a whole: what is said of it and may be said."""

    name: str
    label: str
    remarks: list = field(default_factory=list)
    may_add: bool = False
    may_answer: bool = False
    typed: str = ""

    @property
    def is_shown(self):
        return bool(self.remarks or self.may_add)


@dataclass
class Said:
    """A remark with what was typed at it, if the form came back."""

    remark: object
    answer: str
    is_resolved: bool
    label: str = ""
    anchor: str = ""


class RemarkedAdmin:
    """A ModelAdmin of posts whose sectioned form has remarks."""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            form, layout = context["adminform"].form, self.get_layout(request, obj)
            context |= remarks_of(request, obj, form, layout, may_change=self.has_change_permission(request, obj))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def keep_remarks(self, request, post):
        """What was typed at the form's remarks, after the post was saved."""
        for remark in post.remarks.filter(pk__in=shown_in(request.POST)):
            answer, is_resolved = typed_at(remark, request.POST)
            if (answer, is_resolved) != (remark.answer, not remark.is_open()):
                settle_remark(remark, answer=answer, is_resolved=is_resolved, by=request.user)
        if request.user.has_perm(PUBLISH):
            for name in [WHOLE, *(line[0] for line in lines_of(self.get_layout(request, post)))]:
                if text := request.POST.get(f"remark-{name}", "").replace("\0", "").strip():
                    add_remark(post, "" if name == WHOLE else name, text[:MAX_REMARK_LENGTH], by=request.user)


def shown_in(posted):
    return [pk for pk in posted.getlist("remark-shown") if pk.isdecimal() and len(pk) < 19]


def typed_at(remark, posted):
    answer = posted.get(f"answer-{remark.pk}", remark.answer).replace("\0", "").strip()[:MAX_REMARK_LENGTH]
    return answer, f"resolved-{remark.pk}" in posted


def remarks_of(request, post, form, layout, *, may_change):
    """What templates/admin/desk/remarks.html draws, and the places by the names of the fields they stand below."""
    said = list(post.remarks.select_related("by"))
    may_add = may_change and request.user.has_perm(PUBLISH) and (post.state in REVIEWED or bool(said))
    if not said and not may_add:
        return {}
    typed = request.POST if form.is_bound else QueryDict()
    labels, anchors = labels_of(form, layout), anchors_of(layout)
    whole = Place(WHOLE, _("the post as a whole"), [], may_add, may_change, typed.get(f"remark-{WHOLE}", ""))
    places = {}
    for line in lines_of(layout):
        names = [name for name in line if name in labels]
        label, words = ", ".join(labels[name] for name in names), typed.get(f"remark-{line[0]}", "")
        places |= dict.fromkeys(names, Place(line[0], label, [], may_add, may_change, words))
    opened, resolved = [], []
    for remark in said:
        place = places.get(remark.field, whole)
        answer, is_resolved = typed_or_kept(remark, typed)
        one = Said(remark, answer, is_resolved, labels.get(remark.field, whole.label), anchors.get(remark.field, ""))
        (opened if remark.is_open() else resolved).append(one)
        if remark.is_open():
            place.remarks.append(one)
    notes = {name: place for name, place in places.items() if place.is_shown}
    return {"remarks": {"opened": opened, "resolved": resolved, "whole": whole}, "notes": notes}


def typed_or_kept(remark, typed):
    is_typed = str(remark.pk) in shown_in(typed)
    return typed_at(remark, typed) if is_typed else (remark.answer, not remark.is_open())


def labels_of(form, layout):
    fields = {name: capfirst(str(bound.label or name)) for name, bound in form.fields.items()}
    lists = {
        part.rows_name(): capfirst(str(part.verbose_name_plural or part.model._meta.verbose_name_plural))
        for section in layout
        for part in section.parts
        if isinstance(part, type)
    }
    return fields | lists
