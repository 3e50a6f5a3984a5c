"""The parts of a role post that are rows: tasks, perks, drawbacks, ways in, steps, pay, codes, relations, voices."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .links import LinkField
from .posts import Post

# A fact of this age or more is marked as older: pay and outlooks change within a year or two.
FACT_IS_OLD_AFTER = datetime.timedelta(days=548)


def is_old_fact(as_of):
    return timezone.localdate() - as_of >= FACT_IS_OLD_AFTER


class OrderedPart(models.Model):
    """One row of a list on a role page, in the editor's order."""

    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Task(OrderedPart):
    role = models.ForeignKey(Post, models.CASCADE, related_name="tasks")
    text = models.CharField(_("task"), max_length=400)

    class Meta(OrderedPart.Meta):
        verbose_name = _("task")
        verbose_name_plural = _("tasks")

    def __str__(self):
        return self.text


class Perk(OrderedPart):
    role = models.ForeignKey(Post, models.CASCADE, related_name="perks")
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=800, blank=True)

    class Meta(OrderedPart.Meta):
        verbose_name = _("perk")
        verbose_name_plural = _("perks")

    def __str__(self):
        return self.title


class Drawback(OrderedPart):
    role = models.ForeignKey(Post, models.CASCADE, related_name="drawbacks")
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=800, blank=True)

    class Meta(OrderedPart.Meta):
        verbose_name = _("drawback")
        verbose_name_plural = _("drawbacks")

    def __str__(self):
        return self.title


class WayIn(OrderedPart):
    class Route(models.TextChoices):
        DEGREE = "degree", _("degree")
        APPRENTICESHIP = "apprenticeship", _("apprenticeship")
        SELF_TAUGHT = "self-taught", _("self-taught")
        FROM_ANOTHER_JOB = "from-another-job", _("from another job")
        DIRECT = "direct", _("direct")
        OTHER = "other", _("other")

    role = models.ForeignKey(Post, models.CASCADE, related_name="ways_in")
    route = models.CharField(_("route"), max_length=16, choices=Route)
    note = models.TextField(_("note"), max_length=600, blank=True)

    class Meta(OrderedPart.Meta):
        verbose_name = _("way in")
        verbose_name_plural = _("ways in")

    def __str__(self):
        return self.get_route_display()


class Step(OrderedPart):
    role = models.ForeignKey(Post, models.CASCADE, related_name="steps")
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text"), max_length=1200, blank=True)
    is_free = models.BooleanField(_("free"), default=False)
    is_first_hour = models.BooleanField(
        _("the first hour"), default=False, help_text=_("What a person can do tonight, at no cost.")
    )
    how_long = models.CharField(_("how long"), max_length=60, blank=True)

    class Meta(OrderedPart.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.UniqueConstraint(
                fields=["role"],
                condition=Q(is_first_hour=True),
                name="step_one_first_hour_a_role",
                violation_error_message=_("One step can be the first hour, not two."),
            ),
            models.CheckConstraint(
                condition=Q(is_first_hour=False) | Q(is_free=True),
                name="step_first_hour_is_free",
                violation_error_message=_("The first hour must be free."),
            ),
        ]

    def __str__(self):
        return self.title


class Pay(OrderedPart):
    class Stage(models.TextChoices):
        STARTER = "starter", _("starter")
        TYPICAL = "typical", _("typical")
        EXPERIENCED = "experienced", _("experienced")

    class Period(models.TextChoices):
        HOUR = "hour", _("an hour")
        DAY = "day", _("a day")
        MONTH = "month", _("a month")
        YEAR = "year", _("a year")

    role = models.ForeignKey(Post, models.CASCADE, related_name="pay")
    stage = models.CharField(_("stage"), max_length=12, choices=Stage)
    low = models.PositiveIntegerField(_("from"))
    high = models.PositiveIntegerField(_("to"))
    currency = models.CharField(_("currency"), max_length=3, help_text=_("Its code: EUR, GBP, USD ..."))
    period = models.CharField(_("period"), max_length=6, choices=Period, default=Period.YEAR)
    region = models.CharField(_("region"), max_length=80)
    source = LinkField(_("source"))
    as_of = models.DateField(_("as of"))

    class Meta(OrderedPart.Meta):
        verbose_name = _("pay")
        verbose_name_plural = _("pay")
        constraints = [
            models.UniqueConstraint(fields=["role", "region", "stage"], name="pay_one_row_a_stage_and_region"),
            models.CheckConstraint(
                condition=Q(high__gte=F("low")),
                name="pay_high_not_below_low",
                violation_error_message=_("The higher figure is below the lower one."),
            ),
            # All or nothing: a figure without its place and source is worth nothing.
            models.CheckConstraint(
                condition=~Q(region="") & ~Q(source="") & ~Q(currency=""),
                name="pay_says_where_from",
                violation_error_message=_("Pay needs its currency, region and source."),
            ),
        ]
        indexes = [models.Index(fields=["as_of", "role"], name="pay_by_date")]  # which of it has grown old

    def __str__(self):
        return f"{self.low}–{self.high} {self.currency}"


class OccupationCode(models.Model):
    class Scheme(models.TextChoices):
        SOC = "soc", "SOC"
        ISCO = "isco", "ISCO-08"
        ONET = "onet", "O*NET"

    role = models.ForeignKey(Post, models.CASCADE, related_name="codes")
    scheme = models.CharField(_("scheme"), max_length=4, choices=Scheme)
    code = models.CharField(_("code"), max_length=20)

    class Meta:
        verbose_name = _("occupation code")
        verbose_name_plural = _("occupation codes")
        ordering = ["scheme", "code"]
        constraints = [models.UniqueConstraint(fields=["role", "scheme", "code"], name="occupation_code_once_a_role")]

    def __str__(self):
        return f"{self.get_scheme_display()} {self.code}"


class Relation(OrderedPart):
    """How an editor relates one role to another."""

    class Kind(models.TextChoices):
        LEADS_TO = "leads-to", _("leads to")
        COMES_FROM = "comes-from", _("comes from")
        SIMILAR = "similar", _("similar")
        CONFUSED_WITH = "confused-with", _("confused with")

    role = models.ForeignKey(Post, models.CASCADE, related_name="relations")
    other = models.ForeignKey(
        Post, models.CASCADE, related_name="related_from", verbose_name=_("role"), limit_choices_to={"kind": "role"}
    )
    kind = models.CharField(_("how"), max_length=14, choices=Kind, default=Kind.SIMILAR)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(OrderedPart.Meta):
        verbose_name = _("related role")
        verbose_name_plural = _("related roles")
        constraints = [
            models.UniqueConstraint(fields=["role", "other", "kind"], name="relation_once_a_kind"),
            models.CheckConstraint(condition=~Q(role=F("other")), name="relation_is_to_another"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.other}"


class Voice(OrderedPart):
    role = models.ForeignKey(Post, models.CASCADE, related_name="voices")
    quote = models.TextField(_("quote"), max_length=1200)
    name = models.CharField(_("name"), max_length=120)
    standing = models.CharField(_("standing"), max_length=160, blank=True)
    source = LinkField(_("source"), blank=True)

    class Meta(OrderedPart.Meta):
        verbose_name = _("voice")
        verbose_name_plural = _("voices")

    def __str__(self):
        return self.name


class SectionReview(models.Model):
    """When one section was last looked over, where that differs from the whole page."""

    class Section(models.TextChoices):
        FACTS = "facts", _("facts")
        WHY = "why", _("why it matters")
        WHAT = "what", _("what they do")
        SKILLS = "skills", _("skills")
        PERKS = "perks", _("perks")
        DRAWBACKS = "drawbacks", _("drawbacks")
        START = "start", _("how to get started")
        FINAL = "final", _("final thoughts")

    role = models.ForeignKey(Post, models.CASCADE, related_name="section_reviews")
    section = models.CharField(_("section"), max_length=10, choices=Section)
    reviewed_on = models.DateField(_("reviewed on"))
    review_due = models.DateField(_("review due"), null=True, blank=True)

    class Meta:
        verbose_name = _("section review")
        verbose_name_plural = _("section reviews")
        ordering = ["section"]
        constraints = [models.UniqueConstraint(fields=["role", "section"], name="section_review_once")]
        indexes = [
            models.Index(
                fields=["review_due", "role"], condition=Q(review_due__isnull=False), name="section_review_due"
            )
        ]

    def __str__(self):
        return self.get_section_display()


class RelatedRole(models.Model):
    """A role near another by shared skills, computed when either changes, so that the page needs no counting."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="related_roles")
    other = models.ForeignKey(Post, models.CASCADE, related_name="+")
    shared_skills = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-shared_skills", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["post", "other"], name="related_role_once"),
            models.CheckConstraint(condition=~Q(post=F("other")), name="related_role_is_another"),
        ]
        indexes = [models.Index("post", F("shared_skills").desc(), name="related_role_nearest")]  # a role's page

    def __str__(self):
        return f"{self.post_id} {self.other_id}"
