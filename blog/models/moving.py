"""What moving in remembers: each run, what came from where, which pictures are still out, which paths nobody found."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.uploads import PrivateStorage

from .addresses import PATH_LENGTH
from .links import LinkField
from .origins import PictureOriginQuerySet
from .posts import Post

REFERENCE_LENGTH = 300
# A run that has not said anything for this long was killed.
SILENT_AFTER = datetime.timedelta(minutes=5)
# Paths that are missing, and how many of them give way at once when there are as many as that.
MOST_MISSING, MISSING_AT_ONCE = 10_000, 200


class Move(models.Model):
    """One run of an import, from the command line or the desk, with its report."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    is_rehearsal = models.BooleanField(_("only a rehearsal"), default=False)
    source_name = models.CharField(_("file"), max_length=300)
    # From the desk; removed when it is done.
    upload = models.FileField(_("file"), storage=PrivateStorage, upload_to="moves/", blank=True)
    format = models.CharField(_("format"), max_length=20, blank=True)
    options = models.JSONField(_("options"), default=dict, blank=True)
    step = models.CharField(_("doing"), max_length=60, blank=True)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("of"), default=0)
    report = models.JSONField(_("report"), default=dict, blank=True)
    problem = models.TextField(_("problem"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    seen_at = models.DateTimeField(_("last sign of life"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return self.source_name

    def is_silent(self):
        """Whether it was killed, as far as one can tell."""
        return self.state == self.State.RUNNING and timezone.now() - self.seen_at > SILENT_AFTER


class Arrival(models.Model):
    """
    A post of another blog that came in. It stays when the post is deleted here, so that the next import does not bring
    it back. Comments and authors carry their `import_reference` themselves.
    """

    reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True)
    post = models.OneToOneField(Post, models.SET_NULL, null=True, related_name="arrival")
    source_hash = models.CharField(max_length=64)  # of the entry as it was there: has it changed there since?
    result_hash = models.CharField(max_length=64)  # of the post as it came in: has it changed here since?
    arrived_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("arrival")
        verbose_name_plural = _("arrivals")

    def __str__(self):
        return self.reference


class PictureOrigin(models.Model):
    """Where a picture of an imported post was: copied in, or still out with the reason."""

    url_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of `url`, which may be long
    url = models.TextField(_("address"))  # at full size
    picture = models.ForeignKey("blog.Picture", models.SET_NULL, null=True, related_name="origins")
    problem = models.CharField(_("problem"), max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    tried_at = models.DateTimeField(_("last try"), null=True)

    objects = PictureOriginQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture's origin")
        verbose_name_plural = _("pictures' origins")

    def __str__(self):
        return self.url


class Pingback(models.Model):
    """A page elsewhere that linked to a post, as the old blog noted it. Told apart from comments."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="pingbacks")
    title = models.CharField(_("title"), max_length=300)
    url = LinkField(_("address"), blank=True)
    excerpt = models.TextField(_("excerpt"), blank=True)
    is_shown = models.BooleanField(_("shown there"), default=True)
    posted_at = models.DateTimeField(_("noted"))
    import_reference = models.CharField(max_length=REFERENCE_LENGTH, unique=True, editable=False)

    class Meta:
        verbose_name = _("pingback")
        verbose_name_plural = _("pingbacks")
        ordering = ["-posted_at", "-pk"]

    def __str__(self):
        return self.title


class MissingPathQuerySet(models.QuerySet):
    def most_wanted(self):
        return self.order_by("-hits", "-last_at")

    def note(self, path, referrer=""):
        """That somebody asked for a path. A new one may cost the least wanted of the others their places."""
        now = timezone.now()
        if self.filter(path=path).update(hits=F("hits") + 1, last_at=now):
            return
        if self.count() >= MOST_MISSING:
            least = self.order_by("hits", "last_at").values_list("pk", flat=True)[:MISSING_AT_ONCE]
            self.filter(pk__in=list(least)).delete()
        self.bulk_create([self.model(path=path, referrer=referrer[:300], last_at=now)], ignore_conflicts=True)


class MissingPath(models.Model):
    """A path that people ask for and nobody has: what an editor may turn into a redirect."""

    path = models.CharField(_("path"), max_length=PATH_LENGTH, unique=True)
    hits = models.PositiveIntegerField(_("asked for"), default=1)
    referrer = models.CharField(_("linked from"), max_length=300, blank=True)
    first_at = models.DateTimeField(_("first"), default=timezone.now)
    last_at = models.DateTimeField(_("last"), default=timezone.now)

    objects = MissingPathQuerySet.as_manager()

    class Meta:
        verbose_name = _("missing path")
        verbose_name_plural = _("missing paths")
        ordering = ["-hits", "-last_at"]
        indexes = [models.Index(F("hits").desc(), F("last_at").desc(), name="missing_path_most_wanted")]  # the list

    def __str__(self):
        return self.path


class Wording(models.Model):
    """A heading of this site's own, or of a blog that moved in, that begins a standing section."""

    class Section(models.TextChoices):
        WHY = "why", _("why it matters")
        WHAT = "what", _("what they do")
        TASKS = "tasks", _("tasks")
        SKILLS = "skills", _("skills")
        PERKS = "perks", _("perks")
        DRAWBACKS = "drawbacks", _("drawbacks")
        CHOOSE_ELSE = "choose_else", _("choose something else if")
        WAYS_IN = "ways_in", _("ways in")
        START = "start", _("how to get started")
        RESOURCES = "resources", _("resources")
        RELATIONS = "relations", _("related roles")
        VOICES = "voices", _("voices")
        FINAL = "final", _("final thoughts")

    phrase = models.CharField(
        _("heading"),
        max_length=90,
        unique=True,
        help_text=_("Lower case, without signs. A star stands for one to six words: why * matters."),
    )
    section = models.CharField(_("begins"), max_length=12, choices=Section)

    class Meta:
        verbose_name = _("wording of a heading")
        verbose_name_plural = _("wordings of headings")
        ordering = ["section", "phrase"]

    def __str__(self):
        return self.phrase


class ProvenRestore(models.Model):
    """That a backup was restored into a scratch place and everything in it was there."""

    file_name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    backed_up_at = models.DateTimeField()
    counts = models.JSONField(default=dict)
    proved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("proven restore")
        verbose_name_plural = _("proven restores")
        get_latest_by = "proved_at"
        ordering = ["-proved_at"]

    def __str__(self):
        return self.file_name
