from django.db import models
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from .links import LinkField
from .outside_links import Link, plain_url
from .skills import Skill

MAX_RESOURCES_A_ROLE = 8


def is_reachable(at=""):
    """A condition: the resource `at` this path is there, or has a copy elsewhere."""
    return Q(**{f"{at}dead_since": None}) | ~Q(**{f"{at}archived_url": ""})


def easiest_first(at=""):
    """An order of resources `at` this path: for beginners, for anybody, and so on."""
    levels = (Resource.Level.BEGINNER, Resource.Level.ANY, Resource.Level.INTERMEDIATE, Resource.Level.ADVANCED)
    return Case(*(When(**{f"{at}level": level}, then=place) for place, level in enumerate(levels)))


class Resource(models.Model):
    """A link worth following, shared by all posts that name it."""

    class Kind(models.TextChoices):
        COURSE = "course", _("course")
        BOOK = "book", _("book")
        COMMUNITY = "community", _("community")
        TOOL = "tool", _("tool")
        PROJECT = "project", _("project")
        VIDEO = "video", _("video")
        ARTICLE = "article", _("article")

    class Cost(models.TextChoices):
        FREE = "free", _("free")
        FREE_TO_READ = "free-to-read", _("free to read")
        FREE_TIER = "free-tier", _("free tier")
        PAID = "paid", _("paid")

    class Level(models.TextChoices):
        ANY = "any", _("any level")
        BEGINNER = "beginner", _("beginner")
        INTERMEDIATE = "intermediate", _("intermediate")
        ADVANCED = "advanced", _("advanced")

    title = models.CharField(_("title"), max_length=200)
    url = LinkField(_("address"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ARTICLE)
    cost = models.CharField(_("cost"), max_length=12, choices=Cost, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=Level, default=Level.ANY)
    language = models.CharField(_("language"), max_length=10, default="en", help_text=_("Its code: en, de, ar ..."))
    teaches = models.ManyToManyField(Skill, blank=True, related_name="resources", verbose_name=_("teaches"))
    checked_on = models.DateField(_("last checked"), null=True, blank=True)
    dead_since = models.DateField(_("dead since"), null=True, blank=True)
    archived_url = LinkField(_("archived copy"), blank=True)
    link = models.ForeignKey(Link, models.SET_NULL, null=True, editable=False, related_name="resources")

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["title"]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        url = plain_url(self.url)
        if (link := Link.objects.keep([url]).get(url)) != self.link_id:
            self.link_id = link
            if (fields := kwargs.get("update_fields")) is not None:
                kwargs["update_fields"] = {*fields, "link"}
        super().save(*args, **kwargs)


class RoleResource(models.Model):
    role = models.ForeignKey("blog.Post", models.CASCADE, related_name="role_resources")
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="role_resources", verbose_name=_("resource"))
    note = models.TextField(_("why this one"), max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["role", "resource"], name="resource_once_a_role")]

    def __str__(self):
        return str(self.resource)
