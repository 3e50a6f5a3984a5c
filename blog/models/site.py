from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.caching import made_of

from .prepared import Prepared
from .watched import Watched


class SiteSettings(Watched):
    """What the owner says once about the whole site: a table of one row."""

    class Hold(models.TextChoices):
        ALWAYS = "always", _("every comment waits for approval")
        OLD_POSTS = "old-posts", _("comments on old posts wait")
        NEWCOMERS = "newcomers", _("a person's first comment waits")
        NEVER = "never", _("no comment waits")

    name = models.CharField(_("name of the site"), max_length=80, default="Careerguide")
    tagline = models.CharField(_("in a sentence"), max_length=200, blank=True)
    footer = models.CharField(_("sentence in the footer"), max_length=300, blank=True)
    comments_open = models.BooleanField(
        _("comments are open"), default=True, help_text=_("Off: nobody can comment anywhere; what is there stays.")
    )
    comment_hold = models.CharField(_("which comments wait"), max_length=10, choices=Hold, default=Hold.NEWCOMERS)
    old_post_days = models.PositiveIntegerField(_("a post is old after days"), default=30)
    close_after_days = models.PositiveIntegerField(
        _("close comments after days"), null=True, blank=True, help_text=_("Empty: never.")
    )
    max_links = models.PositiveSmallIntegerField(_("links a comment may have before it waits"), default=2)
    filter_spam = models.BooleanField(
        _("look for spam"),
        default=True,
        help_text=_(
            "What may be spam waits; what certainly is does not come in, and is listed apart. It learns from what you "
            "approve and call spam."
        ),
    )
    check_links = models.BooleanField(
        _("look whether links still lead somewhere"),
        default=True,
        help_text=_("Each once a week, by asking its server. Off: no other machine is asked for it."),
    )

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="site_settings_are_one")]

    def __str__(self):
        return str(self.name)

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)

    @classmethod
    def load(cls):
        """The one row, or its defaults before anyone saved it. One query."""
        made_of("sitesettings:1")  # also while it is not there
        return next(iter(the_one_row()), None) or cls(pk=1)


the_one_row = Prepared(lambda: SiteSettings.objects.filter(pk=1))
