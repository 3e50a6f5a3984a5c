"""The lists of rows on a post's form, in the words and order of the reader's page."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.models import (
    Byline,
    ChangeNote,
    Drawback,
    OccupationCode,
    Pay,
    Perk,
    Relation,
    RoleResource,
    RoleSkill,
    SectionReview,
    Source,
    Step,
    Task,
    Voice,
    WayIn,
)
from blog.models.resources import MAX_RESOURCES_A_ROLE

from .choosing import ChosenInline, ResourceForm, ResourceFormSet, SkillForm, SkillFormSet
from .rows import RowForm, RowFormSet, RowInline


class BylineInline(RowInline):
    model = Byline
    lines = ["author"]
    autocomplete_fields = ["author"]

    def get_extra(self, request, obj=None, **kwargs):
        """As many as the template of the series names for a new role."""
        offered = getattr(request, "beginning", None) if obj is None else None
        return max(self.extra, len(offered.authors)) if offered else self.extra


class PayInline(RowInline):
    model = Pay
    lines = [("stage", "low", "high", "currency", "period"), ("region", "source", "as_of")]
    is_quiet = True


class CodeInline(RowInline):
    model = OccupationCode
    lines = [("scheme", "code")]
    is_quiet = True


class TaskInline(RowInline):
    model = Task
    lines = ["text"]


class SkillInline(ChosenInline):
    model = RoleSkill
    form = SkillForm
    formset = SkillFormSet
    lines = [("skill", "kind", "need"), "sentence"]
    extra = 3
    note = gettext_lazy("A name that is not there yet is made when you save.")


class PerkInline(RowInline):
    model = Perk
    lines = ["title", "text"]


class DrawbackInline(RowInline):
    model = Drawback
    lines = ["title", "text"]


class WayInInline(RowInline):
    model = WayIn
    lines = [("route", "note")]


class StepFormSet(RowFormSet):
    """One step can be the first hour. It may move from one row to another in a single save."""

    def first_hours(self):
        return [form for form in self.kept_forms if form.cleaned_data.get("is_first_hour")]

    def clean(self):
        super().clean()
        if not any(self.errors) and len(self.first_hours()) > 1:
            raise ValidationError(_("One step can be the first hour, not two."))

    def save_existing_objects(self, commit=True):
        keep = [form.instance.pk for form in self.first_hours()]
        self.instance.steps.filter(is_first_hour=True).exclude(pk__in=keep).update(is_first_hour=False)
        return super().save_existing_objects(commit)


class StepInline(RowInline):
    model = Step
    formset = StepFormSet
    lines = [("title", "how_long"), "text", ("is_free", "is_first_hour")]


class ResourceInline(ChosenInline):
    model = RoleResource
    form = ResourceForm
    formset = ResourceFormSet
    lines = [("resource", "url"), ("kind", "cost"), "note"]
    max_num = MAX_RESOURCES_A_ROLE
    note = gettext_lazy("At most eight. One that is not there yet is made when you save: it needs its address.")


class RelationForm(RowForm):
    def clean_other(self):
        other = self.cleaned_data["other"]
        if other and other.pk == self.instance.role_id:
            raise ValidationError(_("A role cannot be related to itself."))
        return other


class RelationInline(RowInline):
    model = Relation
    form = RelationForm
    fk_name = "role"
    lines = [("kind", "other"), "note"]
    autocomplete_fields = ["other"]
    is_quiet = True


class VoiceInline(RowInline):
    model = Voice
    lines = ["quote", ("name", "standing"), "source"]
    is_quiet = True


class SourceInline(RowInline):
    model = Source
    lines = ["title", "url", ("publisher", "accessed_on")]
    is_quiet = True


class SectionReviewInline(RowInline):
    model = SectionReview
    lines = [("section", "reviewed_on", "review_due")]
    is_quiet = True


class ChangeNoteInline(RowInline):
    model = ChangeNote
    lines = [("changed_on", "credit"), "text"]
    is_quiet = True
