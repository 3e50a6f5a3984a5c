"""Where a picture is used, in words and links, as far as somebody may know of it."""

from dataclasses import dataclass

from django.contrib import admin
from django.urls import reverse

from blog.models import PictureUse, Post
from blog.models.pictures import showing_fields

SHOWN = 30  # of each kind of place


@dataclass(frozen=True)
class Place:
    words: str  # "cover", "final thoughts"
    name: str  # of the post, the author ...
    address: str  # of its form; empty where there is none


def places_of(picture, user):
    """Every kind of place that shows it now, the newest posts first."""
    found = list(texts(PictureUse.objects.current(), picture, user))
    for field in showing_fields():
        rows = field.model._base_manager.filter(**{field.name: picture}).order_by("-pk")
        if field.model is Post:
            rows = known_to(user, Post.objects.filter(cover=picture)).order_by("-pk").only("kind", "title")
        found += [Place(str(field.verbose_name), str(row), address_of(row)) for row in rows[:SHOWN]]
    return found


def earlier_places_of(picture, user):
    return list(texts(PictureUse.objects.earlier(), picture, user))


def texts(uses, picture, user):
    uses = uses.filter(picture=picture)
    if not user.has_perm("blog.edit_all_posts"):
        uses = uses.filter(post__in=known_to(user, Post.objects.all()).order_by().values("pk"))
    for use in uses.select_related("post").only("place", "post__kind", "post__title").order_by("-post")[:SHOWN]:
        words = Post._meta.get_field(use.place).verbose_name
        yield Place(str(words), str(use.post), address_of(use.post))


def known_to(user, posts):
    return posts if user.has_perm("blog.edit_all_posts") else posts.published() | posts.visible_to(user)


def address_of(row):
    name = row.kind if isinstance(row, Post) else row._meta.model_name
    if not isinstance(row, Post) and not admin.site.is_registered(type(row)):
        return ""
    return reverse(f"admin:{row._meta.app_label}_{name}_change", args=[row.pk])
