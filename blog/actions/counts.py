"""Numbers kept beside the rows they count, so that no page counts: tags, skills, comments."""

import datetime

from django.db.models import BigIntegerField, Count, F, IntegerField, Max, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django_tasks import task

from blog.caching import make_stale
from blog.followups import enqueue_latest, periodic
from blog.models import Comment, Post, Skill, Standing, Tag
from blog.models.prepared import Given, Prepared
from blog.models.watched import name_of

from .popularity import popularity
from .staleness import changes_popular, tell_talk


def count_tags(tags):
    """Recount the public posts of these tags (a QuerySet)."""
    recount(tags, "post_count", Post.objects.published().filter(tagged__tag=OuterRef("pk")))


def count_skills(skills):
    """Recount the public roles of these skills (a QuerySet)."""
    recount(skills, "role_count", Post.objects.published().roles().filter(role_skills__skill=OuterRef("pk")))


@periodic(datetime.timedelta(minutes=10))
@task()
def count_everything():
    """
    Recount every tag and skill: a post taken off one, or come out since, is counted nowhere else. Only numbers wait for
    this; what is public is asked of the clock.
    """
    Post.objects.published().filter(first_published_at=None).update(first_published_at=F("publish_at"))
    count_tags(Tag.objects.all())
    count_skills(Skill.objects.all())


def count_soon():
    """Have everything recounted once this transaction is through, however often it is asked for before that."""
    enqueue_latest(count_everything.module_path, count_everything)


def recount(rows, field, counted):
    """Set `field` of each row to the number of `counted` posts, where `counted` refers to the row as OuterRef("pk")."""
    number = counted.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    counted = Coalesce(Subquery(number, output_field=IntegerField()), 0)
    if rows.order_by().exclude(**{field: counted}).update(**{field: counted}):
        make_stale(f"numbers:{rows.model._meta.model_name}", takes_away=False)


@Prepared
def shown_on():
    shown = Comment.objects.order_by().shown().filter(post=Given("post", BigIntegerField()))
    return shown.values("post").annotate(number=Count("pk"), last=Max("posted_at")).values_list("number", "last")


def count_comments(post):
    """Recount the shown comments of one post, and with them how popular it is."""
    post.comment_count, post.last_comment_at = next(iter(shown_on(post=post.pk)), (0, None))
    post.popularity = popularity(post, Standing.objects.told_of([post.pk]).get(post.pk, 0))
    moves = changes_popular(post, post.popularity)
    Post.objects.filter(pk=post.pk).update(
        comment_count=post.comment_count, last_comment_at=post.last_comment_at, popularity=post.popularity
    )
    tell_talk(post.pk)
    make_stale(name_of(post), "popularity", *(["popular"] if moves else []), takes_away=False)
