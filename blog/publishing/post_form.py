"""The form of a post: a draft may be incomplete, and nothing typed is lost."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.models import Post
from blog.models.slugs import slugify

from .cover import CoverForm
from .fields import DayField, TagNamesField
from .times import INPUT_FORMAT, is_imaginary, known_zone, offered_time, zone_of, zone_of_day


class PostForm(CoverForm):
    tags = TagNamesField(
        label=gettext_lazy("Tags"), required=False, help_text=gettext_lazy("With commas between them.")
    )
    slot = DayField(label=gettext_lazy("Day of a series"), required=False)
    comes_out_at = forms.CharField(required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    comes_out_zone = forms.CharField(required=False, widget=forms.HiddenInput)

    kind = None  # set by the admin of each kind
    verb = None  # the button that was pressed
    refused = ()  # what a post that is out would lack if this were saved
    day_offered = None  # the day a new post starts with

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.kind = self.kind
        if "slot" in self.fields:
            self.fields["slot"].offer(self.instance)
            if self.day_offered:
                self.initial["slot"] = self.day_offered.pk
        if "title" in self.fields:
            self.fields["title"].required = False
        self.offer_time()

    def offer_time(self):
        slot = self.instance.slot or self.day_offered
        zone = zone_of_day(slot)
        self.initial["comes_out_zone"] = zone.key
        if time := offered_time(self.instance, slot):
            self.initial["comes_out_at"] = time.astimezone(zone).strftime(INPUT_FORMAT)

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if not slug or self.follows_title(slug):
            return ""
        if Post.objects.filter(kind=self.kind, slug=slug).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Another post of this kind has this slug."))
        return slug

    def follows_title(self, slug):
        """Whether this slug was made from the title, which has changed, and nobody can have kept the address yet."""
        post = self.instance
        return (
            post.pk is not None
            and not post.had_public_address()
            and "title" in self.changed_data
            and "slug" not in self.changed_data
            and slug.startswith(slugify(self.initial.get("title", "")))
        )

    def clean_comes_out_at(self):
        """The text as a naive time; its zone is told by the field beside it."""
        text = self.cleaned_data["comes_out_at"]
        if not text or not (self.verb and self.verb.needs_time):
            return None
        try:
            return datetime.datetime.fromisoformat(text).replace(tzinfo=None, second=0, microsecond=0)
        except ValueError as error:
            raise ValidationError(_("This is not a date and time: write it like 2026-11-23T09:00.")) from error

    def clean(self):
        super().clean()
        if self.verb and self.verb.needs_time and "comes_out_at" not in self.errors:
            self.cleaned_data["comes_out_at"] = self.time_to_come_out()
        for problem in self.refused:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)

    def time_to_come_out(self):
        """The aware time that was asked for: as typed, else that of the day chosen in this very form."""
        slot, typed = self.cleaned_data.get("slot"), self.cleaned_data.get("comes_out_at")
        zone = known_zone(self.cleaned_data.get("comes_out_zone") or "") or zone_of(self.instance)
        moment = typed.replace(tzinfo=zone) if typed else slot and slot.goes_live_at()
        if not moment:
            self.add_error("comes_out_at", _("Say when it should come out."))
        elif moment <= timezone.now():
            self.add_error("comes_out_at", _("This time has passed. Choose a later one, or publish it now."))
        elif is_imaginary(moment):
            self.add_error("comes_out_at", _("Clocks skip this hour on that day. Choose another."))
        return moment


class PageForm(PostForm):
    """A page has neither a day nor tags."""

    tags = None
    slot = None
