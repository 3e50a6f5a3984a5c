"""What roles share: skills, resources, tags, categories, authors."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.actions.asking import follow_resource
from blog.actions.merging import merge_resources, merge_skills, merge_tags
from blog.actions.sharing import SHARED, delete_tags, refresh_sharing
from blog.models import Post, Tag, same_address
from blog.models.slugs import slugify
from blog.models.tags import fold

from .log import ToldAdmin
from .merging import MergingAdmin
from .offering import offer_resources, offer_skills
from .readers import with_clicks
from .widgets import NATIVE_INPUTS

SUGGESTIONS = 8
USERS_SHOWN = 30


class ShelfAdmin(ToldAdmin):
    formfield_overrides = NATIVE_INPUTS
    show_full_result_count = False
    list_per_page = 100
    ordering = ["name"]
    search_fields = ["name"]
    change_form_template = "admin/desk/shared.html"

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """With the posts that use it, as far as they are this person's to see."""
        if obj is not None:
            posts = users_of(obj, request.user)
            users = [
                (post, reverse(f"admin:blog_{post.kind}_change", args=[post.pk]))
                for post in posts.cut(0, USERS_SHOWN).only("kind", "title")
            ]
            context |= {"users": users, "number_of_users": posts.count() if users[USERS_SHOWN - 1 :] else len(users)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, shared, form, change):
        super().save_model(request, shared, form, change)
        if change:
            refresh_sharing(shared)


def users_of(shared, user):
    """The posts that use it, as far as `user` may know of them, the newest first."""
    posts = Post.objects.filter(**{SHARED[shared._meta.model_name]: shared}).order_by("-pk")
    return posts if user.has_perm("blog.edit_all_posts") else posts.published() | posts.visible_to(user)


class NameForm(forms.ModelForm):
    """A shared name is one name, whatever its case and spaces. Its address follows it unless it is typed."""

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        there = self._meta.model.objects.called(name)
        if there and there.pk != self.instance.pk:
            told = _("“%(name)s” is there already.") if there.folded == fold(name) else _("“%(name)s” is “%(there)s”.")
            raise ValidationError(told, params={"name": name, "there": there.name})
        return name

    def clean(self):
        super().clean()
        is_renamed = self.instance.pk and "name" in self.changed_data and "slug" not in self.changed_data
        if is_renamed and self.instance.slug == slugify(self.initial["name"]):
            self.cleaned_data["slug"] = ""


class SkillAdmin(MergingAdmin, ShelfAdmin):
    merge, users = merge_skills, "role_skills"
    form = NameForm
    fields = ["name", "kind", "slug", "hidden_names", "description"]
    list_display = ["name", "kind", "role_count"]
    list_filter = ["kind"]
    search_fields = ["name", "hidden_names"]

    def get_urls(self):
        suggest = self.admin_site.admin_view(offer_skills)
        return [path("suggest/", suggest, name="blog_skill_suggest"), *super().get_urls()]


class TagAdmin(MergingAdmin, ShelfAdmin):
    merge, users = merge_tags, "tagged"
    form = NameForm
    fields = ["name", "slug", "hidden_names", "description"]
    list_display = ["name", "slug", "post_count"]
    search_fields = ["name", "hidden_names"]

    def delete_model(self, request, tag):
        delete_tags(Tag.objects.filter(pk=tag.pk))

    def delete_queryset(self, request, tags):
        delete_tags(tags)

    def get_urls(self):
        suggest = self.admin_site.admin_view(self.suggest)
        return [path("suggest/", suggest, name="blog_tag_suggest"), *super().get_urls()]

    def suggest(self, request):
        """Tags that begin with what is typed, the most used first, as JSON: [name, ...]"""
        if not self.has_view_permission(request):
            raise PermissionDenied
        typed = fold(request.GET.get("q", "").replace("\0", ""))[:100]
        tags = Tag.objects.filter(folded__startswith=typed) if typed else Tag.objects.none()
        names = tags.order_by("-post_count", "name").values_list("name", flat=True)[:SUGGESTIONS]
        return JsonResponse(list(names), safe=False)


class ResourceAdmin(MergingAdmin, ShelfAdmin):
    merge, users = merge_resources, "role_resources"
    called, told = "title", ("url",)
    keys_of = staticmethod(lambda resource: [same_address(resource.url)])
    alike_title = gettext_lazy("Resources with nearly the same address")
    alike_help = gettext_lazy(
        "With https or without, with www or without, with a slash or a file name at the end, with what a newsletter "
        "adds to count its readers. Look at each: some are two pages."
    )
    merge_help = gettext_lazy(
        "It takes over the notes, the skills taught and the clicks of the others. This cannot be undone."
    )
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

    def get_urls(self):
        suggest = self.admin_site.admin_view(offer_resources)
        return [path("suggest/", suggest, name="blog_resource_suggest"), *super().get_urls()]

    def get_queryset(self, request):
        return with_clicks(super().get_queryset(request))

    def save_model(self, request, resource, form, change):
        super().save_model(request, resource, form, change)
        follow_resource(resource)

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
