from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.paths import path_of

from .addresses import Addressed
from .tags import NamedQuerySet, fold


class SkillQuerySet(NamedQuerySet):
    def in_use(self):
        return self.filter(role_count__gt=0)

    def get_or_make(self, name, kind=None):
        return super().get_or_make(name, **({"kind": kind} if kind else {}))


class Skill(Addressed):
    """A skill, tool or body of knowledge, shared by all roles that need it."""

    class Kind(models.TextChoices):
        SKILL = "skill", _("skill")
        TOOL = "tool", _("tool")
        KNOWLEDGE = "knowledge", _("knowledge")

    name = models.CharField(_("name"), max_length=100)
    folded = models.CharField(max_length=100, unique=True, editable=False)
    hidden_names = models.TextField(
        _("other names"), blank=True, help_text=_("One a line. Found by search, not shown.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SKILL)
    description = models.TextField(_("what it is"), blank=True)
    role_count = models.PositiveIntegerField(default=0, editable=False)  # public roles, kept by actions

    objects = SkillQuerySet.as_manager()

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.name = " ".join(self.name.split())
        self.folded = fold(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return path_of("blog:skill", self.slug)


class RoleSkill(models.Model):
    """What one role does with one skill."""

    class Need(models.TextChoices):
        ESSENTIAL = "essential", _("essential")
        USEFUL = "useful", _("useful")

    role = models.ForeignKey("blog.Post", models.CASCADE, related_name="role_skills")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="role_skills", verbose_name=_("skill"))
    need = models.CharField(_("need"), max_length=10, choices=Need, default=Need.ESSENTIAL)
    sentence = models.TextField(_("what this role does with it"), max_length=600, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["need", "position", "pk"]  # "essential" stands before "useful" in the alphabet as well
        constraints = [models.UniqueConstraint(fields=["role", "skill"], name="skill_once_a_role")]
        indexes = [models.Index(fields=["skill", "need", "role"], name="role_skill_by_need")]  # which roles, how many

    def __str__(self):
        return str(self.skill)
