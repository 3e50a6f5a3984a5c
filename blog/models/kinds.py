"""Posts of one kind alone, as the desk lists them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .post_queries import PostQuerySet
from .posts import Post


class OneKindManager(models.Manager.from_queryset(PostQuerySet)):
    def __init__(self, kind):
        super().__init__()
        self.kind = kind

    def get_queryset(self):
        return super().get_queryset().filter(kind=self.kind)


class Role(Post):
    objects = OneKindManager(Post.Kind.ROLE)

    class Meta:
        proxy = True
        verbose_name = _("role")
        verbose_name_plural = _("roles")


class Essay(Post):
    objects = OneKindManager(Post.Kind.ESSAY)

    class Meta:
        proxy = True
        verbose_name = _("essay")
        verbose_name_plural = _("essays")


class Page(Post):
    objects = OneKindManager(Post.Kind.PAGE)

    class Meta:
        proxy = True
        verbose_name = _("page")
        verbose_name_plural = _("pages")
