"""Skills and resources in the rows of a form: named by typing, and made with the post if they are not there."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.models import Resource, Skill, same_address
from blog.models.tags import fold

from .rows import RowForm, RowFormSet, RowInline
from .widgets import ChooseInput

WEB = ("http://", "https://")
LONGEST_SKILL = Skill._meta.get_field("folded").max_length


class ChosenForm(RowForm):
    """A row whose `shared` field is a name: of a record there is, or of one to be made."""

    shared = ""
    only_new = ()  # fields that say something of a record that is made
    formset = None
    may_make = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.only_new:
            self.fields[name].widget.attrs["data-only-new"] = ""
        if self.instance.pk:
            self.start_with(getattr(self.instance, self.shared))
            self.mark_known()

    def start_with(self, record):
        self.initial |= {self.shared: str(record)}
        self.initial |= {name: getattr(record, name) for name in self.only_new}

    def mark_known(self):
        self.fields[self.shared].widget.attrs["data-known"] = ""

    def clean(self):
        super().clean()
        if name := self.cleaned_data.get(self.shared):
            try:
                record = self.record(" ".join(name.split()))
                self.cleaned_data[self.shared] = record
                if record.pk:
                    self.mark_known()
                elif not self.may_make:
                    raise ValidationError(_("“%(name)s” is not there. Choose one that is.") % {"name": record})
            except ValidationError as error:
                self.add_error(self.shared, error)

    def _get_validation_exclusions(self):
        # What is to be made has no number yet, which the model would take for an empty field.
        excluded, record = super()._get_validation_exclusions(), self.cleaned_data.get(self.shared)
        return {*excluded, self.shared} if getattr(record, "pk", None) is None else excluded

    def save(self, commit=True):
        if (record := getattr(self.instance, self.shared)).pk is None:
            setattr(self.instance, self.shared, self.make(record))
        return super().save(commit)


class SkillForm(ChosenForm):
    shared, only_new = "skill", ("kind",)
    skill = forms.CharField(
        label=gettext_lazy("Skill"),
        max_length=LONGEST_SKILL,
        widget=ChooseInput("admin:blog_skill_suggest"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("A new one is a"), choices=Skill.Kind, initial=Skill.Kind.SKILL, required=False
    )

    def record(self, name):
        if self.instance.pk and name == self.instance.skill.name:
            return self.instance.skill
        if found := self.formset.there.get(fold(name)):
            return found
        if len(fold(name)) > LONGEST_SKILL:
            raise ValidationError(_("A name has at most %(longest)d letters."), params={"longest": LONGEST_SKILL})
        return Skill(name=name, kind=self.cleaned_data.get("kind") or Skill.Kind.SKILL)

    def make(self, skill):
        return Skill.objects.get_or_make(skill.name, skill.kind)


class ResourceForm(ChosenForm):
    """What tells one resource from another is its address; the title alone will do where there is one of that title."""

    shared, only_new = "resource", ("kind", "cost")
    resource = forms.CharField(
        label=gettext_lazy("Resource"), max_length=500, widget=ChooseInput("admin:blog_resource_suggest")
    )
    url = forms.CharField(
        label=gettext_lazy("Its address"),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("A new one is a"), choices=Resource.Kind, initial=Resource.Kind.ARTICLE, required=False
    )
    cost = forms.ChoiceField(
        label=gettext_lazy("Cost"), choices=[("", "---------"), *Resource.Cost.choices], required=False
    )

    def start_with(self, resource):
        super().start_with(resource)
        self.initial["url"] = resource.url

    def record(self, title):
        url = self.cleaned_data.get("url", "").strip()
        if self.instance.pk and url == self.instance.resource.url:
            if title == self.instance.resource.title:
                return self.instance.resource
            url = ""  # another title alone names another one
        if title.startswith(WEB) and not url:
            url = title
        found = self.formset.there.get(same_address(url) if url else title)
        return found or self.new(title, url)

    def new(self, title, url):
        if not url:
            raise ValidationError(
                _("“%(title)s” is not there, or more than once. With its address it is found, or made.")
                % {"title": title}
            )
        said = {name: value for name in self.only_new if (value := self.cleaned_data.get(name))}
        resource = Resource(title=title_from(url) if title == url else title, url=url, **said)
        try:
            resource.clean_fields()
        except ValidationError as error:
            raise ValidationError(error.messages) from error
        return resource

    def make(self, resource):
        there = Resource.objects.filter(url=resource.url).first()  # another row, or somebody else, was faster
        if there is None:
            resource.save()
        return there or resource


def title_from(url):
    return url.partition("://")[2].partition("?")[0].rstrip("/")[:200]


class ChosenFormSet(RowFormSet):
    """The records its rows name are looked up at once."""

    def _construct_form(self, *args, **kwargs):
        form = super()._construct_form(*args, **kwargs)
        form.formset = self
        return form

    def sent(self, name):
        count = range(self.total_form_count())
        return [value for n in count if (value := self.value(n, name))]

    def value(self, n, name):
        return self.data.get(f"{self.prefix}-{n}-{name}", "").replace("\0", "").strip()

    def clean(self):
        super().clean()
        if not any(self.errors):
            self.refuse_twice()

    def refuse_twice(self):
        """Two rows that would make the same record; two that name one there is are found by Django."""
        shared = self.form.shared
        new = [key_of(record) for form in self.kept_forms if (record := form.cleaned_data[shared]).pk is None]
        if len(set(new)) < len(new):
            raise ValidationError(_("The same one stands here twice."))


def key_of(record):
    return fold(record.name) if isinstance(record, Skill) else same_address(record.url)


class SkillFormSet(ChosenFormSet):
    @cached_property
    def there(self):
        """{folded name: Skill}"""
        return Skill.objects.called_each(self.sent("skill"))


class ResourceFormSet(ChosenFormSet):
    @cached_property
    def there(self):
        """{address without what does not matter, and title that only one has: Resource}"""
        titles, urls = self.sent("resource"), self.sent("url")
        addresses = {spelling for url in [*urls, *titles] for spelling in spellings(url)}
        found = {same_address(row.url): row for row in Resource.objects.filter(url__in=addresses)}
        by_title = {}
        for row in Resource.objects.filter(title__in=titles):
            by_title.setdefault(row.title, []).append(row)
        return found | {title: rows[0] for title, rows in by_title.items() if len(rows) == 1}


def spellings(url):
    """The addresses that mean the same, with and without what does not matter."""
    if not url.startswith(WEB):
        return []
    rest = url.partition("://")[2].removeprefix("www.")
    ends = {rest, rest.rstrip("/"), f"{rest.rstrip('/')}/"}
    return [url, *(f"{scheme}{www}{end}" for scheme in WEB for www in ("", "www.") for end in ends)]


class ChosenInline(RowInline):
    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        made = self.model._meta.get_field(formset.form.shared).related_model._meta
        formset.form.may_make = request.user.has_perm(f"{made.app_label}.add_{made.model_name}")
        return formset

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(self.form.shared)
