"""Topics, free and shared, by django-taggit with a model of our own: one tag a word, whatever its case or script."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import _TaggableManager
from taggit.models import ItemBase, TagBase

from blog.paths import path_of

from .addresses import Addressed
from .slugs import slugify


def fold(name):
    """The form in which two spellings of a tag are one. SQLite alone would fold only ASCII."""
    return " ".join(name.split()).casefold()


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


class NamedQuerySet(models.QuerySet):
    """What is known by its name in any case, and by its hidden names."""

    def called(self, name):
        """The row of this name, or None. What was merged into another is found by its old name."""
        wanted = fold(name)
        if row := self.filter(folded=wanted).first():
            return row
        hidden = self.exclude(hidden_names="").values_list("pk", "hidden_names")
        pk = next((pk for pk, names in hidden if wanted in map(fold, lines(names))), None)
        return pk and self.get(pk=pk)

    def called_each(self, names):
        """The same of many, {folded name: row}, without those that nobody has."""
        wanted = set(map(fold, names))
        found = {row.folded: row for row in self.filter(folded__in=wanted)}
        if wanted := wanted - found.keys():
            hidden = self.exclude(hidden_names="").values_list("pk", "hidden_names")
            pks = {key: pk for pk, text in hidden for key in map(fold, lines(text)) if key in wanted}
            rows = self.in_bulk(pks.values()) if pks else {}
            found |= {key: rows[pk] for key, pk in pks.items()}
        return found

    def get_or_make(self, name, **fields):
        """The row of this name, made when it is new."""
        defaults = {"name": " ".join(name.split()), **fields}
        return self.called(name) or self.get_or_create(folded=fold(name), defaults=defaults)[0]


class TagQuerySet(NamedQuerySet):
    def in_use(self):
        return self.filter(post_count__gt=0)

    def get_by_natural_key(self, name):
        return self.get(folded=fold(name))


class Tag(Addressed, TagBase):
    folded = models.CharField(max_length=100, unique=True, editable=False)
    hidden_names = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("One a line. Who types one gets this tag; found by search, not shown."),
    )
    description = models.TextField(_("what it is about"), blank=True)
    # Public posts under this tag, kept by actions so that lists need no counting.
    post_count = models.PositiveIntegerField(default=0, editable=False)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def save(self, *args, **kwargs):
        self.name = " ".join(self.name.split())
        self.folded = fold(self.name)
        if (fields := kwargs.get("update_fields")) is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "folded"}
        super().save(*args, **kwargs)

    def slugify(self, tag, i=None):
        return slugify(tag) if i is None else f"{slugify(tag)}-{i}"

    def get_absolute_url(self):
        return path_of("blog:tag", self.slug)


class TaggedPost(ItemBase):
    """One tag on one post, by real keys on both sides."""

    content_object = models.ForeignKey("blog.Post", on_delete=models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_a_post")]
        indexes = [models.Index(fields=["tag", "content_object"], name="tagged_post_by_tag")]  # which posts, how many


class FoldingTagManager(_TaggableManager):
    """`post.tags`, finding existing tags by their folded name, and reading prefetched ones."""

    def _to_tag_model_instances(self, tags, tag_kwargs):
        found = []
        for tag in tags:
            found.append(Tag.objects.get_or_make(tag, **tag_kwargs) if isinstance(tag, str) else tag)
        return list(dict.fromkeys(found))

    def names(self):
        return [tag.name for tag in self.get_queryset()]
