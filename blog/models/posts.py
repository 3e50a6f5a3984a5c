"""Posts of three kinds: a career role with its standing sections, an essay, a standing page."""

import json
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from blog.paths import path_of

from .addresses import Addressed
from .links import LinkField
from .post_queries import PostQuerySet
from .rich_text import RichTextField
from .slugs import UnicodeSlugField
from .tags import FoldingTagManager, TaggedPost

WORDS_A_MINUTE = 220


def make_guid():
    return uuid.uuid4().urn


def all_or_none(*names):
    """A condition: these text or date fields are all filled or all empty."""

    def empty(name):
        return Q(**{f"{name}__isnull": True}) if name.endswith("_as_of") else Q(**{name: ""})

    filled, none = Q(), Q()
    for name in names:
        filled &= ~empty(name)
        none &= empty(name)
    return filled | none


class Post(Addressed):
    class Kind(models.TextChoices):
        ROLE = "role", _("role")
        ESSAY = "essay", _("essay")
        PAGE = "page", _("page")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        READY = "ready", _("ready")
        WITHDRAWN = "withdrawn", _("withdrawn")
        PRIVATE = "private", _("private")

    class EntryLevel(models.TextChoices):
        NONE = "none", _("no qualification")
        SELF_TAUGHT = "self-taught", _("self-taught is common")
        DEGREE_USUAL = "degree-usual", _("a degree is usual")
        POSTGRADUATE = "postgraduate", _("a postgraduate degree is usual")

    class WorkPattern(models.TextChoices):
        OFFICE_HOURS = "office-hours", _("office hours")
        SHIFTS = "shifts", _("shifts")
        ON_CALL = "on-call", _("office hours and on call")
        PROJECTS = "projects", _("by the project")
        VARIES = "varies", _("varies")

    class WorkPlace(models.TextChoices):
        ON_SITE = "on-site", _("on site")
        HYBRID = "hybrid", _("hybrid")
        REMOTE = "remote", _("remote")
        TRAVELLING = "travelling", _("travelling")
        VARIES = "varies", _("varies")

    class Outlook(models.TextChoices):
        GROWING = "growing", _("growing")
        STEADY = "steady", _("steady")
        SHRINKING = "shrinking", _("shrinking")

    class Discussion(models.TextChoices):
        OPEN = "open", _("open")
        HELD = "held", _("every comment waits for approval")
        CLOSED = "closed", _("closed")

    # The standing sections that are texts; the others are rows of their own (see roles.py).
    RICH_FIELDS = ("why", "what", "final", "body")
    LONG_FIELDS = (*RICH_FIELDS, "rendered", "original_html", "choose_else", "based_on", "search_names")
    # What taking a comment wants to know of the post.
    TALK_FIELDS = ("kind", "slug", "title", "publish_at", "first_published_at", "discussion")

    kind = models.CharField(_("kind"), max_length=5, choices=Kind, default=Kind.ROLE)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    publish_at = models.DateTimeField(_("comes out at"), null=True, blank=True)

    # Names
    title = models.CharField(_("title"), max_length=200, help_text=_("A role's name alone, without its day."))
    slug = UnicodeSlugField(_("slug"), blank=True, help_text=_("The last part of the address. Made from the title."))
    also_called = models.TextField(_("also called"), blank=True, help_text=_("One name a line."))
    hidden_names = models.TextField(
        _("hidden names"),
        blank=True,
        help_text=_("One a line: misspellings and short forms. Found by search, not shown."),
    )
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    standfirst = models.TextField(
        _("standfirst"), max_length=600, blank=True, help_text=_("Two or three sentences under the headline.")
    )
    description = models.CharField(
        _("description"), max_length=300, blank=True, help_text=_("For search engines. The standfirst when empty.")
    )
    cover = models.ForeignKey(
        "blog.Picture", models.PROTECT, null=True, blank=True, related_name="covered", verbose_name=_("cover")
    )
    category = models.ForeignKey(
        "blog.Category", models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("category")
    )
    authors = models.ManyToManyField("blog.Author", through="blog.Byline", related_name="posts")
    tags = TaggableManager(through=TaggedPost, manager=FoldingTagManager, blank=True)
    slot = models.OneToOneField(
        "blog.Slot", models.PROTECT, null=True, blank=True, related_name="post", verbose_name=_("day of a series")
    )

    # Facts of a role. Empty means "not stated", and the page says so.
    entry_level = models.CharField(_("entry level"), max_length=12, choices=EntryLevel, blank=True)
    hours_a_week = models.CharField(_("hours a week"), max_length=80, blank=True)
    work_pattern = models.CharField(_("work pattern"), max_length=12, choices=WorkPattern, blank=True)
    work_pattern_note = models.CharField(_("in words"), max_length=200, blank=True)
    work_place = models.CharField(_("work place"), max_length=12, choices=WorkPlace, blank=True)
    work_place_note = models.CharField(_("in words"), max_length=200, blank=True)
    outlook = models.CharField(_("outlook"), max_length=12, choices=Outlook, blank=True)
    outlook_text = models.CharField(_("in words"), max_length=300, blank=True)
    outlook_source = LinkField(_("source"), blank=True)
    outlook_region = models.CharField(_("region"), max_length=80, blank=True)
    outlook_as_of = models.DateField(_("as of"), null=True, blank=True)
    start_text = models.CharField(_("time to start"), max_length=300, blank=True)
    start_source = LinkField(_("source"), blank=True)
    start_region = models.CharField(_("region"), max_length=80, blank=True)
    start_as_of = models.DateField(_("as of"), null=True, blank=True)

    # Sections
    why = RichTextField(_("why it matters"), blank=True)
    what = RichTextField(_("what they do"), blank=True)
    choose_else = models.TextField(_("choose something else if"), blank=True, help_text=_("One reason a line."))
    final = RichTextField(_("final thoughts"), blank=True)
    closing_line = models.CharField(_("closing line"), max_length=300, blank=True)
    body = RichTextField(_("text"), blank=True)  # an essay's or page's text; what else a role has to say

    # Trust
    based_on = models.TextField(_("what it is based on"), max_length=600, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    review_due = models.DateField(_("review due"), null=True, blank=True)

    discussion = models.CharField(_("discussion"), max_length=6, choices=Discussion, default=Discussion.OPEN)
    mentions = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="mentioned_in",
        verbose_name=_("roles it is about"),
        limit_choices_to={"kind": "role"},
    )

    # Origin
    import_reference = models.CharField(max_length=300, null=True, blank=True, unique=True, editable=False)
    original_html = models.TextField(editable=False, blank=True)

    # Names the post in feeds for ever, whatever becomes of its address; an import may bring an older one.
    guid = models.CharField(max_length=300, unique=True, default=make_guid, editable=False)

    # Kept by actions, so that no page computes them
    first_published_at = models.DateTimeField(null=True, editable=False)
    modified_at = models.DateTimeField(null=True, editable=False)  # last change told to readers
    rendered = models.JSONField(default=dict, editable=False)  # {rich field: HTML ready for the page}
    contents = models.JSONField(default=list, editable=False)  # [[anchor, text, level]] of an essay or page
    word_count = models.PositiveIntegerField(default=0, editable=False)
    comment_count = models.PositiveIntegerField(default=0, editable=False)
    last_comment_at = models.DateTimeField(null=True, editable=False)
    popularity = models.FloatField(default=0, editable=False)
    search_names = models.TextField(editable=False, blank=True)  # shown and hidden names, for the index
    letter = models.CharField(max_length=4, blank=True, editable=False)  # under which the directory lists it

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-publish_at", "-pk"]
        permissions = [
            ("edit_all_posts", _("May edit posts of others")),
            ("publish_post", _("May publish, schedule and withdraw posts")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="post_slug_once_a_kind",
                violation_error_message=_("Another post of this kind has this slug."),
            ),
            models.CheckConstraint(
                condition=Q(publish_at__isnull=True) | Q(state="ready"),
                name="post_only_ready_goes_out",
                violation_error_message=_("Only a ready post can have a time to come out."),
            ),
            models.CheckConstraint(condition=Q(kind__in=["role", "essay", "page"]), name="post_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted", "returned", "ready", "withdrawn", "private"]),
                name="post_state_known",
            ),
            models.CheckConstraint(condition=Q(slot__isnull=True) | ~Q(kind="page"), name="post_pages_have_no_day"),
            models.CheckConstraint(
                condition=all_or_none("outlook_text", "outlook_source", "outlook_region", "outlook_as_of"),
                name="post_outlook_all_or_nothing",
                violation_error_message=_("An outlook needs its words, source, region and date: all of them or none."),
            ),
            models.CheckConstraint(
                condition=all_or_none("start_text", "start_source", "start_region", "start_as_of"),
                name="post_start_all_or_nothing",
                violation_error_message=_("A time to start needs words, source, region and date: all of them or none."),
            ),
        ]
        indexes = [
            # Each serves one order of a list; the columns behind it are what lists filter and sort by, so that the
            # posts of a page are found in the index alone. Without them SQLite reads every long row to sort 20,000.
            models.Index(
                *("kind", F("publish_at").desc(), F("id").desc()),
                *("letter", "title", "category", "entry_level", "popularity"),
                name="post_newest",
            ),
            models.Index(F("publish_at").desc(), F("id").desc(), "kind", name="post_newest_of_all"),
            models.Index(
                *("category", "kind", F("publish_at").desc(), F("id").desc()),
                *("letter", "title", "entry_level", "popularity"),
                name="post_newest_in_category",
            ),
            models.Index(
                *("kind", "entry_level", F("publish_at").desc(), F("id").desc()),
                *("letter", "title", "category", "popularity"),
                name="post_newest_by_level",
            ),
            models.Index("kind", "letter", "title", "id", "publish_at", name="post_a_to_z"),
            models.Index("kind", F("popularity").desc(), F("id").desc(), "publish_at", name="post_popular"),
            models.Index(F("popularity").desc(), F("id").desc(), "publish_at", "kind", name="post_popular_of_all"),
            models.Index("state", F("updated_at").desc(), name="post_by_state"),  # the desk's lists
            models.Index("kind", F("updated_at").desc(), F("id").desc(), name="post_touched"),  # ... of one kind
            # What is due for another look, on the desk's front page.
            *(
                models.Index(fields=[date], condition=Q(**{f"{date}__isnull": False}), name=f"post_{date}")
                for date in ("review_due", "outlook_as_of", "start_as_of")
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return path_of(f"blog:{self.kind}", self.slug)

    def slug_source(self):
        return self.title

    def slug_siblings(self):
        return Post.objects.filter(kind=self.kind)

    def had_public_address(self):
        return self.first_published_at is not None or self.is_public()

    def is_public(self, at=None):
        return self.publish_at is not None and self.publish_at <= (at or timezone.now())

    def is_scheduled(self, at=None):
        return self.publish_at is not None and self.publish_at > (at or timezone.now())

    def is_written_by(self, user_id):
        """Whether an account is one of the authors'. Wants bylines__author prefetched."""
        return user_id is not None and any(byline.author.user_id == user_id for byline in self.bylines.all())

    def can_be_edited_by(self, user):
        return Post.objects.visible_to(user).filter(pk=self.pk).exists()

    def keep_related(self, **rows):
        """Rows that were read already, by the name of their relation: as after `prefetch_related`."""
        self._prefetched_objects_cache = {**getattr(self, "_prefetched_objects_cache", {}), **rows}

    def refresh_from_db(self, using=None, fields=None, **kwargs):
        if fields == ["rendered"] and "rendered_text" in vars(
            self
        ):  # left out by `with_rendered_text()`, asked for now
            self.rendered = json.loads(self.rendered_text)
        else:
            super().refresh_from_db(using=using, fields=fields, **kwargs)

    @property
    def hue(self):
        """The number of its category's colour, or None."""
        return self.category.hue if self.category_id else None

    @property
    def day(self):
        """The number of its day in its series, or None."""
        return self.slot.day if self.slot_id else None

    @property
    def reading_minutes(self):
        return max(1, round(self.word_count / WORDS_A_MINUTE))

    @property
    def also_called_names(self):
        return [line.strip() for line in self.also_called.splitlines() if line.strip()]

    @property
    def choose_else_reasons(self):
        return [line.strip() for line in self.choose_else.splitlines() if line.strip()]

    def changed_at(self):
        """When readers were last told of a change: the date of the page for feeds, search engines and itself."""
        return max(filter(None, [self.publish_at, self.modified_at]), default=None)

    def get_description(self):
        return self.description or self.standfirst
