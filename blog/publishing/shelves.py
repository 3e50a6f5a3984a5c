"""What roles share: skills, resources, tags, categories, authors."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.actions.sharing import delete_tags, refresh_sharing
from blog.models import Tag
from blog.models.slugs import slugify
from blog.models.tags import fold

from .readers import with_clicks
from .widgets import NATIVE_INPUTS

SUGGESTIONS = 8


class ShelfAdmin(admin.ModelAdmin):
    formfield_overrides = NATIVE_INPUTS
    show_full_result_count = False
    list_per_page = 100
    ordering = ["name"]
    search_fields = ["name"]

    def save_model(self, request, shared, form, change):
        super().save_model(request, shared, form, change)
        if change:
            refresh_sharing(shared)


class NameForm(forms.ModelForm):
    """A shared name is one name, whatever its case and spaces. Its address follows it unless it is typed."""

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if self._meta.model.objects.filter(folded=fold(name)).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("“%(name)s” is there already."), params={"name": name})
        return name

    def clean(self):
        super().clean()
        is_renamed = self.instance.pk and "name" in self.changed_data and "slug" not in self.changed_data
        if is_renamed and self.instance.slug == slugify(self.initial["name"]):
            self.cleaned_data["slug"] = ""


class SkillAdmin(ShelfAdmin):
    form = NameForm
    fields = ["name", "kind", "slug", "hidden_names", "description"]
    list_display = ["name", "kind", "role_count"]
    list_filter = ["kind"]
    search_fields = ["name", "hidden_names"]


class TagAdmin(ShelfAdmin):
    form = NameForm
    fields = ["name", "slug", "description"]
    list_display = ["name", "slug", "post_count"]

    def delete_model(self, request, tag):
        delete_tags(Tag.objects.filter(pk=tag.pk))

    def delete_queryset(self, request, tags):
        delete_tags(tags)

    def get_urls(self):
        suggest = self.admin_site.admin_view(self.suggest)
        return [path("suggest/", suggest, name="blog_tag_suggest"), *super().get_urls()]

    def suggest(self, request):
        """Tags that begin with what is typed, the most used first, as JSON: [name, ...]"""
        typed = fold(request.GET.get("q", "").replace("\0", ""))[:100]
        tags = Tag.objects.filter(folded__startswith=typed) if typed else Tag.objects.none()
        names = tags.order_by("-post_count", "name").values_list("name", flat=True)[:SUGGESTIONS]
        return JsonResponse(list(names), safe=False)


class ResourceAdmin(ShelfAdmin):
    fields = [
        "title",
        "url",
        ("kind", "cost", "level", "language"),
        "teaches",
        ("checked_on", "dead_since"),
        "archived_url",
    ]
    autocomplete_fields = ["teaches"]
    ordering = ["title"]
    list_display = ["title", "kind", "cost", "level", "language", "checked_on", "dead_since", "followed"]
    list_filter = ["kind", "cost", "level"]
    search_fields = ["title", "url"]

    def get_queryset(self, request):
        return with_clicks(super().get_queryset(request))

    @admin.display(description=gettext_lazy("followed in a year"), ordering="followed")
    def followed(self, resource):
        return resource.followed


class CategoryAdmin(ShelfAdmin):
    fields = ["name", "slug", "description", ("position", "motif", "hue")]
    list_display = ["name", "position", "motif", "hue"]
    ordering = ["position", "name"]


class AuthorAdmin(ShelfAdmin):
    fields = ["name", "slug", "user", "bio", "website", "picture"]
    autocomplete_fields = ["user", "picture"]
    list_display = ["name", "user", "website"]
    list_select_related = ["user"]
