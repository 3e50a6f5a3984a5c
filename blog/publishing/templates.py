"""What a new role of a series starts with: told in the form of the series, used in that of the role."""

from dataclasses import replace

from django import forms
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from blog.actions.templates import keep_template
from blog.models import Author, Category, Slot, Template

from .fields import TagNamesField, next_free_day

PROMPTS = {f"prompt_{part}": name for part, name in Template.PARTS.items()}


def prompt_field(label):
    return forms.CharField(
        label=capfirst(label), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 2})
    )


class TemplateFields(forms.ModelForm):
    """The part of a series' form that is its template."""

    category = forms.ModelChoiceField(Category.objects.all(), label=_("Category"), required=False)
    tags = TagNamesField(label=_("Tags"), required=False, help_text=_("With commas between them."))
    authors = forms.ModelMultipleChoiceField(Author.objects.all(), label=_("Authors"), required=False)
    closing_line = forms.CharField(label=_("Closing line"), required=False, max_length=300)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if template := template_of(self.instance):
            self.initial |= {
                "category": template.category_id,
                "tags": list(template.tags.all()),
                "authors": list(template.authors.all()),
                "closing_line": template.closing_line,
                **{f"prompt_{part}": words for part, words in template.prompts.items()},
            }

    def keep_template(self, series):
        said = {name: self.cleaned_data.get(name) for name in ("category", "tags", "authors", "closing_line")}
        prompts = {part: self.cleaned_data.get(f"prompt_{part}", "") for part in Template.PARTS}
        keep_template(series, **said, prompts=prompts)


TemplateForm = type("TemplateForm", (TemplateFields,), {name: prompt_field(label) for name, label in PROMPTS.items()})


def template_of(series):
    return getattr(series, "template", None) if series is not None and series.pk else None


class Beginning:
    """What the form of a role begins with, by its day: asked for once a request."""

    def __init__(self, request, role):
        self.request, self.role = request, role

    @cached_property
    def day_offered(self):
        """The free day named in the address, as the list of days links to it; else the next one."""
        asked = self.request.GET.get("slot", "")
        free = Slot.objects.free().select_related("series")
        return (free.filter(pk=asked).first() if asked.isdecimal() else None) or next_free_day()

    @cached_property
    def template(self):
        if self.role is not None:
            return template_of(self.role.slot.series) if self.role.slot_id else None
        chosen = self.request.POST.get("slot", "") if self.request.method == "POST" else ""
        if chosen.isdecimal():
            return Template.objects.filter(series__slots=chosen).first()
        return template_of(self.day_offered.series) if self.day_offered else None

    def values(self):
        if self.template is None:
            return {}
        found = {"category": self.template.category_id, "closing_line": self.template.closing_line}
        return found | {"tags": list(self.template.tags.all())}

    @cached_property
    def authors(self):
        return list(self.template.authors.values_list("pk", flat=True)) if self.template else []


def beginning(request, role):
    if getattr(request, "beginning", None) is None or request.beginning.role != role:
        request.beginning = Beginning(request, role)
    return request.beginning


class TemplatedAdmin:
    """A ModelAdmin of roles whose new ones begin as the template of their series says."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if obj is None and request.method == "GET":
            form.day_offered = beginning(request, None).day_offered
        return form

    def get_changeform_initial_data(self, request):
        return beginning(request, None).values() | super().get_changeform_initial_data(request)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        found = super().get_formset_kwargs(request, obj, inline, prefix)
        if prefix == "bylines" and request.method == "GET" and obj.pk is None:
            found["initial"] = [{"author": pk} for pk in beginning(request, None).authors]
        return found

    def get_layout(self, request, obj=None):
        """With the prompts of the series; they stand beside the fields and are never in them."""
        template = beginning(request, obj if obj and obj.pk else None).template
        prompts = template.prompts if template else {}
        layout = super().get_layout(request, obj)
        return [replace(section, prompt=prompts.get(section.anchor, "")) for section in layout]
