from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.paths import path_of

from .addresses import Addressed


class Category(Addressed):
    """One of about a dozen fields of work. Its motif and hue carry through covers, numerals and calendars."""

    class Motif(models.TextChoices):
        GRID = "grid", _("grid")
        ARCS = "arcs", _("arcs")
        WAVES = "waves", _("waves")
        TERRACES = "terraces", _("terraces")
        KNOTS = "knots", _("knots")
        HEXAGONS = "hexagons", _("hexagons")
        STRATA = "strata", _("strata")
        PATHS = "paths", _("paths")
        RAYS = "rays", _("rays")
        WEAVE = "weave", _("weave")
        STEPS = "steps", _("steps")
        ORBITS = "orbits", _("orbits")

    HUES = range(12)

    name = models.CharField(_("name"), max_length=80, unique=True)
    description = models.TextField(_("what it is about"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    motif = models.CharField(_("motif"), max_length=10, choices=Motif, default=Motif.GRID)
    hue = models.PositiveSmallIntegerField(
        _("hue"), default=0, help_text=_("0 to 11: one of the twelve hues of the house, red first.")
    )

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(hue__range=(0, 11)), name="category_hue_of_the_house"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return path_of("blog:category", self.slug)
