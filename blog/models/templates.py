"""What a new role of a series starts with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .series import Series


class Template(models.Model):
    """Values a new role starts with, and prompts that stand beside its form and are never text."""

    # The parts of the form, in its order, for which there may be a prompt.
    PARTS = {
        "names": _("names"),
        "facts": _("facts"),
        "why": _("why it matters"),
        "what": _("what they do"),
        "skills": _("skills"),
        "perks": _("perks"),
        "drawbacks": _("drawbacks"),
        "start": _("how to get started"),
        "final": _("final thoughts"),
    }

    series = models.OneToOneField(Series, models.CASCADE, related_name="template")
    category = models.ForeignKey(
        "blog.Category", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("category")
    )
    tags = models.ManyToManyField("blog.Tag", blank=True, related_name="+", verbose_name=_("tags"))
    authors = models.ManyToManyField("blog.Author", blank=True, related_name="+", verbose_name=_("authors"))
    closing_line = models.CharField(_("closing line"), max_length=300, blank=True)
    prompts = models.JSONField(_("prompts"), default=dict, blank=True)  # {part: words}

    class Meta:
        verbose_name = _("template of a series")
        verbose_name_plural = _("templates of series")
        default_permissions = []  # it goes with its series

    def __str__(self):
        return str(self.series)
