"""Addresses: every public path there ever was answers or redirects."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from .slugs import UnicodeSlugField, unique_slug


def paths_above(path):
    """The path itself and every folder above it: `/tags/old/feed/` gives also `/tags/old/`."""
    parts = path.strip("/").split("/")
    return [path, *("/" + "/".join(parts[:n]) + "/" for n in range(len(parts) - 1, 0, -1))]


class AddressQuerySet(models.QuerySet):
    def move(self, old, new):
        """
        From now on `old`, and all that stands below it, redirects to `new`. Earlier addresses that led to `old`
        lead straight to `new`, so there are never chains.
        """
        self.filter(target=old).update(target=new)
        self.filter(path=new).delete()
        self.update_or_create(path=old, defaults={"target": new})

    def resolve(self, path):
        """Where `path` leads today: a path, or None. The longest remembered part of it decides."""
        known = {address.path: address for address in self.filter(path__in=paths_above(path))}
        for prefix in paths_above(path):
            if prefix in known:
                target = known[prefix].target
                rest = path[len(prefix) :]
                return target + rest if target.endswith("/") or not rest else None
        return None


class Address(models.Model):
    """A path that was public once, and the path that took its place."""

    path = models.CharField(_("old path"), max_length=500, unique=True)
    target = models.CharField(_("leads to"), max_length=500, db_index=True)  # serves AddressQuerySet.move
    created_at = models.DateTimeField(auto_now_add=True)

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


class Addressed(models.Model):
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
            super().save(*args, **kwargs)
            after = self.get_absolute_url()
            if before is None:
                # A new page takes its address back from an old redirect.
                Address.objects.filter(path=after).delete()
            elif (old := before.get_absolute_url()) != after:
                if before.had_public_address():
                    Address.objects.move(old, after)
                else:
                    Address.objects.filter(path=after).delete()
