"""Rows for tests. A plain call gives the least that is valid; `published=True` gives a post the public may see."""

import contextlib
import datetime

import factory
from django.contrib.sites.models import Site
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import User
from blog.actions.posts import refresh_posts
from blog.models import (
    Author,
    Byline,
    Category,
    Comment,
    Drawback,
    Idea,
    Perk,
    Post,
    Resource,
    RoleResource,
    RoleSkill,
    Series,
    Skill,
    Slot,
    Source,
    Step,
    Tag,
    Task,
)

PASSWORD = "correct horse battery staple"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.com")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = PASSWORD

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(*args, **kwargs)


class AuthorFactory(DjangoModelFactory):
    class Meta:
        model = Author

    name = factory.Sequence(lambda n: f"Author {n}")


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = Category
        django_get_or_create = ["slug"]

    name = factory.Sequence(lambda n: f"Category {n}")
    slug = factory.Sequence(lambda n: f"category-{n}")


class TagFactory(DjangoModelFactory):
    class Meta:
        model = Tag

    name = factory.Sequence(lambda n: f"tag {n}")


class SkillFactory(DjangoModelFactory):
    class Meta:
        model = Skill

    name = factory.Sequence(lambda n: f"Skill {n}")


class ResourceFactory(DjangoModelFactory):
    class Meta:
        model = Resource

    title = factory.Sequence(lambda n: f"Resource {n}")
    url = factory.Sequence(lambda n: f"https://example.org/resources/{n}/")
    cost = Resource.Cost.FREE


class SeriesFactory(DjangoModelFactory):
    """A series; `slots=31` gives it days 1 to 31, the first planned for `first_day` (30 days ago when not given)."""

    class Meta:
        model = Series
        django_get_or_create = ["slug"]
        skip_postgeneration_save = True

    name = "365 roles"
    slug = "365-roles"
    is_default = True

    class Params:
        first_day = None

    @factory.post_generation
    def slots(self, create, count, first_day=None, **_unused):
        first = first_day or timezone.localdate() - datetime.timedelta(days=30)
        Slot.objects.bulk_create(
            Slot(series=self, day=n + 1, planned_on=first + datetime.timedelta(days=n)) for n in range(count or 0)
        )


class SlotFactory(DjangoModelFactory):
    class Meta:
        model = Slot

    series = factory.SubFactory(SeriesFactory)
    day = factory.Sequence(lambda n: n + 1)


class IdeaFactory(DjangoModelFactory):
    class Meta:
        model = Idea

    words = factory.Sequence(lambda n: f"Role wished for {n}")


_waiting = None


@contextlib.contextmanager
def refreshed_together():
    """What is computed from the posts made within is computed at the end for all: many are made in half the time."""
    global _waiting
    before, _waiting = _waiting, []
    try:
        yield
        refresh_posts(_waiting)
    finally:
        _waiting = before


class PostFactory(DjangoModelFactory):
    """
    A draft, or with `published=True` (`scheduled=True`) a post that is out since an hour (comes out in an hour), unless
    `publish_at` says when. `tags=["a", "b"]` and `authors=[author]` (one is made otherwise) go with either.
    """

    class Meta:
        model = Post
        skip_postgeneration_save = True

    class Params:
        published = factory.Trait(
            state=Post.State.READY,
            publish_at=factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(hours=1)),
            first_published_at=factory.SelfAttribute("publish_at"),
        )
        scheduled = factory.Trait(
            state=Post.State.READY,
            publish_at=factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(hours=1)),
        )

    standfirst = "What the work is, who it suits and where to begin."

    @classmethod
    def _after_postgeneration(cls, post, create, results=None):
        """As everything that saves a post does: what is computed from it and its rows is up to date."""
        if create and _waiting is None:
            refresh_posts([post])
        elif create:
            _waiting.append(post)

    @classmethod
    def create_batch(cls, size, **fields):
        with refreshed_together():
            return super().create_batch(size, **fields)

    @factory.post_generation
    def authors(self, create, authors, **_unused):
        if authors is None:
            authors = [] if self.kind == Post.Kind.PAGE else [AuthorFactory()]
        for position, author in enumerate(authors):
            Byline.objects.create(post=self, author=author, position=position)

    @factory.post_generation
    def tags(self, create, names, **_unused):
        if names:
            self.tags.add(*names)


class EssayFactory(PostFactory):
    kind = Post.Kind.ESSAY
    title = factory.Sequence(lambda n: f"Essay {n}")
    body = "<h2>First thought</h2><p>The text of an essay.</p><h2>Second thought</h2><p>More of it.</p>"


class PageFactory(PostFactory):
    kind = Post.Kind.PAGE
    title = factory.Sequence(lambda n: f"Page {n}")
    standfirst = ""
    body = "<p>The text of a page.</p>"


class RoleFactory(PostFactory):
    """
    A role with all that publishing asks for. `skills=["Python", "SQL", "Writing"]` names its skills; `day=31` puts it
    on that day of the main series; `bare=True` gives a draft without its parts.
    """

    class Params:
        bare = False

    kind = Post.Kind.ROLE
    title = factory.Sequence(lambda n: f"Role {n}")
    category = factory.SubFactory(CategoryFactory, slug="data-and-ai", name="Data and AI")
    why = factory.Maybe("bare", "", "<p>Why the role matters.</p>")
    what = factory.Maybe("bare", "", "<p>What they do all day.</p>")
    final = factory.Maybe("bare", "", "<p>Final thoughts.</p>")
    closing_line = "Would you like it?"

    @factory.post_generation
    def day(self, create, day, **_unused):
        if day:
            series = SeriesFactory()
            self.slot, _made = Slot.objects.get_or_create(series=series, day=day)
            self.save(update_fields=["slot"])

    @factory.post_generation
    def skills(self, create, names, **_unused):
        RoleSkill.objects.bulk_create(
            RoleSkill(
                role=self,
                skill=Skill.objects.get_or_make(name),
                need=RoleSkill.Need.ESSENTIAL if position < 2 else RoleSkill.Need.USEFUL,
                sentence=f"What this role does with {name}.",
                position=position,
            )
            for position, name in enumerate(parts_of(self, names, ["Python", "Statistics", "Writing"]))
        )

    @factory.post_generation
    def tasks(self, create, texts, **_unused):
        Task.objects.bulk_create(
            Task(role=self, text=text, position=position)
            for position, text in enumerate(parts_of(self, texts, ["Ask the question", "Look at the answer"]))
        )

    @factory.post_generation
    def perks(self, create, titles, **_unused):
        for position, title in enumerate(parts_of(self, titles, ["The work is seen"])):
            Perk.objects.create(role=self, title=title, text="And why.", position=position)

    @factory.post_generation
    def drawbacks(self, create, titles, **_unused):
        for position, title in enumerate(parts_of(self, titles, ["The phone rings at night"])):
            Drawback.objects.create(role=self, title=title, text="And why.", position=position)

    @factory.post_generation
    def steps(self, create, titles, **_unused):
        Step.objects.bulk_create(
            Step(
                role=self,
                title=title,
                text="How to.",
                is_free=True,
                is_first_hour=position == 0,
                how_long="an hour",
                position=position,
            )
            for position, title in enumerate(parts_of(self, titles, ["Try it tonight", "Build one thing"]))
        )


def parts_of(post, given, otherwise):
    """The parts asked for; without a word about them the usual ones, or none for a role that has no texts either."""
    if given is not None:
        return given
    return otherwise if post.why else []


class RoleResourceFactory(DjangoModelFactory):
    class Meta:
        model = RoleResource

    role = factory.SubFactory(RoleFactory)
    resource = factory.SubFactory(ResourceFactory)


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    post = factory.SubFactory(RoleFactory)
    title = factory.Sequence(lambda n: f"Source {n}")
    url = factory.Sequence(lambda n: f"https://example.org/sources/{n}/")


class CommentFactory(DjangoModelFactory):
    """A comment the public sees; `reply_to=comment` puts it in that thread."""

    class Meta:
        model = Comment

    post = factory.LazyAttribute(lambda made: made.reply_to.post if made.reply_to else RoleFactory(published=True))
    reply_to = None
    root = factory.LazyAttribute(lambda made: made.reply_to and (made.reply_to.root or made.reply_to))
    content_object = factory.SelfAttribute("post")
    site = factory.LazyFunction(Site.objects.get_current)
    user_name = factory.Sequence(lambda n: f"Commenter {n}")
    user_email = factory.Sequence(lambda n: f"commenter{n}@example.com")
    comment = "A comment."
    html = factory.LazyAttribute(lambda made: f"<p>{made.comment}</p>")
    state = Comment.State.SHOWN
    submit_date = factory.LazyFunction(timezone.now)
    posted_at = factory.SelfAttribute("submit_date")
