"""Addresses: every public path there ever was answers or redirects."""

from urllib.parse import parse_qsl, unquote

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .slugs import UnicodeSlugField, normalize_slug, unique_slug
from .watched import Watched

PATH_LENGTH = 500
MAX_HOPS = 5
# By which other systems name a page in the question of an address. Where there are several, the first one decides.
QUERY_KEYS = ("attachment_id", "page_id", "p", "cat", "tag", "author", "m", "feed")


def readable(path):
    """The form in which paths are kept and compared: as people read them, whatever a browser made of them."""
    return normalize_slug(unquote(path))


def address_form(address):
    """
    The form in which an address of another system is kept: its path, and of its question only what names a page there.
    `/index.php?lang=en&p=12` is kept as `/?p=12`, `/name.html?m=1` as itself without it.
    """
    path, _mark, query = address.partition("?")
    path = readable(path)
    given = dict(parse_qsl(query))
    key = next((key for key in QUERY_KEYS if given.get(key)), None)
    if key is None or (key == "m" and len(given[key]) < 4):  # `m` alone is Blogger's page for telephones
        return path
    return f"{path.removesuffix('index.php')}?{key}={readable(given[key])}"


def same_path(path):
    """The path as it may be kept: as it is, with a slash at the end and without, in small letters."""
    ways = [path, path.rstrip("/") + "/", path.rstrip("/"), path.casefold()]
    return [way for way in dict.fromkeys(ways) if way]


def paths_above(path):
    """Every folder above a path, the nearest first: of `/tags/old/feed` `/tags/old/`."""
    parts = path.strip("/").split("/")
    return ["/" + "/".join(parts[:n]) + "/" for n in range(len(parts) - 1, 0, -1)]


class AddressQuerySet(models.QuerySet):
    def move(self, old, new):
        """
        From now on `old`, and all that stands below it, redirects to `new`. Earlier addresses that led to `old`
        lead straight to `new`, so there are never chains.
        """
        old, new = readable(old), readable(new)
        self.take_back(new)
        self.filter(target=old).update(target=new)
        self.update_or_create(path=old, defaults={"target": new})

    def take_back(self, path):
        """A page stands at `path` again: it redirects no longer."""
        self.filter(path=readable(path)).delete()

    def resolve(self, path):
        """
        Where `path` leads today: a path, or None. That path leads nowhere else, so following it never loops, whatever
        addresses an editor wrote.
        """
        return self.follow(path)[0]

    def follow(self, path):
        """Where `path` leads today, or None; and the old path that was kept for it, which may be a folder above it."""
        found = entrance = None
        for _hop in range(MAX_HOPS):
            step, kept = self.step(found or readable(path))
            if step is None:
                return found, entrance
            found, entrance = step, entrance or kept
        return None, None

    def step(self, path):
        """Where `path` leads at once, and by which kept path. The longest remembered part of it decides."""
        if len(path) > PATH_LENGTH or "\0" in path:  # neither was ever kept, and databases refuse the second
            return None, None
        whole, above = same_path(path), paths_above(path)
        known = dict(self.filter(path__in=[*whole, *above]).values_list("path", "target"))
        for kept in whole:
            if kept in known:
                return known[kept], kept
        for kept in above:
            if kept in known:
                target, rest = known[kept], path[len(kept) :]
                # One slash in front: two would lead to another site.
                return ("/" + (target + rest).lstrip("/"), kept) if target.endswith("/") else (None, None)
        return None, None

    def count_hit(self, path):
        self.filter(path=path).update(hits=F("hits") + 1, last_hit_at=timezone.now())


class Address(models.Model):
    """A path that was public once, and the path that took its place."""

    path = models.CharField(_("old path"), max_length=PATH_LENGTH, unique=True)
    target = models.CharField(_("leads to"), max_length=PATH_LENGTH, db_index=True)  # serves AddressQuerySet.move
    created_at = models.DateTimeField(auto_now_add=True)
    hits = models.PositiveIntegerField(_("followed"), default=0, editable=False)
    last_hit_at = models.DateTimeField(_("last followed"), null=True, editable=False)

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(path=models.F("target")), name="address_leads_elsewhere"),
            # Both are paths of this site, so following one can never lead to another site.
            models.CheckConstraint(
                condition=models.Q(path__startswith="/", target__startswith="/")
                & ~models.Q(target__startswith="//")
                & ~models.Q(path__startswith="//"),
                name="address_is_a_path",
            ),
        ]

    def __str__(self):
        return f"{self.path} → {self.target}"

    def save(self, *args, **kwargs):
        self.path, self.target = readable(self.path), readable(self.target)
        super().save(*args, **kwargs)


class Addressed(Watched):
    """What has a slug of its own. Changing it leaves a redirect in the same transaction."""

    slug = UnicodeSlugField(_("slug"), unique=True, blank=True, help_text=_("The last part of the address."))

    class Meta:
        abstract = True

    def get_absolute_url(self):
        raise NotImplementedError

    def slug_source(self):
        """The text a missing slug is made from."""
        return str(self)

    def slug_siblings(self):
        """The rows among which the slug is unique."""
        return type(self)._default_manager.all()

    def had_public_address(self):
        """Whether anyone may have kept the present address."""
        return True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            before = type(self)._default_manager.filter(pk=self.pk).first() if self.pk else None
            if not self.slug:
                others = self.slug_siblings().exclude(pk=self.pk)
                self.slug = unique_slug(self.slug_source(), lambda slug: others.filter(slug=slug).exists())
                if (fields := kwargs.get("update_fields")) is not None:
                    kwargs["update_fields"] = {*fields, "slug"}
            self.slug = normalize_slug(self.slug)
            super().save(*args, **kwargs)
            self.keep_address(before)

    def keep_address(self, before):
        """Redirect the address it had, if anyone may know it; take the new one back from whoever had it earlier."""
        after = self.get_absolute_url()
        if before is not None and before.had_public_address():
            if (old := before.get_absolute_url()) != after:
                Address.objects.move(old, after)
        elif self.had_public_address():
            Address.objects.take_back(after)
