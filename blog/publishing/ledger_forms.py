"""What an editor types about a day, each form one act."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.actions.moving_days import HOLE, PUSH, SWAP, Move, PutIdea, PutPost, Skip, TakeBack, TakeOff
from blog.actions.wishes import idea_called
from blog.models import Idea, Post, Slot

from .verbs import UNFINISHED

OFFERED = 200  # ideas and posts without a day, in a list to choose from


def free_ideas():
    """Those that stand on no day, the most wished for first."""
    return Idea.objects.for_planning().filter(slots=None)


def undated_posts():
    """What is being written and has neither a day nor a time, the one touched last first."""
    posts = Post.objects.filter(publish_at=None, slot=None, state__in=[*UNFINISHED, "submitted", "ready"])
    return posts.dated().only("kind", "title", "state").order_by("-updated_at")


def choices(rows):
    return [("", "—"), *((row.pk, str(row) or _("without a title")) for row in rows[:OFFERED])]


class NamedDays(forms.CharField):
    """Numbers of days with anything between them."""

    def clean(self, value):
        return frozenset(int(number) for number in re.findall(r"\d{1,6}", super().clean(value)))


class DayForm(forms.Form):
    name = ""

    def __init__(self, data=None, **kwargs):
        super().__init__(data, auto_id=f"{self.name}_%s", **kwargs)


class NamingForm(DayForm):
    named = NamedDays(
        label=gettext_lazy("Published days that may move"),
        required=False,
        help_text=gettext_lazy("Their numbers. Others stay where readers know them."),
    )


class MoveForm(NamingForm):
    name = "move"
    WAYS = [
        (SWAP, gettext_lazy("Swap with what stands there")),
        (PUSH, gettext_lazy("Push the rest by a day, up to the next empty one")),
        (HOLE, gettext_lazy("Leave a hole: the other day is empty")),
    ]
    to = forms.IntegerField(label=gettext_lazy("To day"), min_value=1, max_value=10**6)
    way = forms.ChoiceField(label=gettext_lazy("How"), choices=WAYS, initial=SWAP, widget=forms.RadioSelect)
    add = forms.BooleanField(required=False, widget=forms.HiddenInput)

    field_order = ["to", "way", "named", "add"]

    def act(self, day):
        return Move(day, **self.cleaned_data)


class TakeOffForm(NamingForm):
    name = "take_off"

    def act(self, day):
        return TakeOff(day, self.cleaned_data["named"])


class SkipForm(DayForm):
    name = "skip"
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=Slot._meta.get_field("skip_reason").max_length)

    def act(self, day):
        return Skip(day, self.cleaned_data["reason"])


class TakeBackForm(DayForm):
    name = "take_back"

    def act(self, day):
        return TakeBack(day)


class IdeaForm(DayForm):
    """One of those that stand on no day, or a new one."""

    name = "idea"
    idea = forms.ModelChoiceField(
        label=gettext_lazy("One that was wished for"), queryset=Idea.objects.none(), required=False
    )
    words = forms.CharField(
        label=gettext_lazy("Or in new words"), max_length=Idea._meta.get_field("words").max_length, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["idea"].queryset = free_ideas()
        self.fields["idea"].choices = choices(free_ideas())

    def clean(self):
        super().clean()
        if not self.errors and not (self.cleaned_data.get("idea") or self.cleaned_data.get("words")):
            raise ValidationError(_("Choose an idea, or write one."))

    def act(self, day):
        words = self.cleaned_data["words"].strip()
        idea = idea_called(words) if words else self.cleaned_data["idea"]
        return PutIdea(day, idea.pk)


class PostForm(DayForm):
    name = "post"
    post = forms.ModelChoiceField(label=gettext_lazy("A post without a day"), queryset=Post.objects.none())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = undated_posts()
        self.fields["post"].choices = choices(undated_posts())

    def act(self, day):
        return PutPost(day, self.cleaned_data["post"].pk)


FORMS = {form.name: form for form in (MoveForm, TakeOffForm, SkipForm, TakeBackForm, IdeaForm, PostForm)}


def fitting(day):
    """The names of the acts that make sense on a day."""
    if day.state == "skipped":
        return ["take_back"]
    if day.post:
        return ["move", "take_off"]
    return ["idea", "post", *(["move", "take_off"] if day.state == "idea" else []), "skip"]


def forms_for(day, sent=None, to=None):
    """
    {name: form} of what can be done with a day; `sent` in the place of its own kind, with what is wrong in it. `to`:
    the day onto which it was dragged.
    """
    forms_by_name = {name: FORMS[name](initial={"to": to} if name == "move" else None) for name in fitting(day)}
    return forms_by_name | ({sent.name: sent} if sent else {})


def with_answer(posted):
    """What was sent, and the answer to what was asked back: this published day too, one day more."""
    data = posted.copy()
    if also := data.get("also"):
        data["named"] = f"{data.get('named', '')} {also}".strip()
    return data
