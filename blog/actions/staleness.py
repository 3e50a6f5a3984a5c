"""What pages are made of has changed: which names to say, so that exactly those pages are drawn anew."""

from django.db.models import DateTimeField
from django.utils import timezone

from blog.caching import make_stale
from blog.models import Comment, Post
from blog.models.prepared import Given, Prepared
from blog.models.watched import name_of

SHOWN_OF_WRITERS = {"standing", "standing_confirmed_at"}
MOST_TALKS = 500  # of one account; the pages of others are drawn again in five minutes
POPULAR_WATCHED = 12  # no page but the list of popular posts itself shows more


def tell_saved(instance, **_kwargs):
    """After a watched row was saved or deleted, in whatever way."""
    make_stale(name_of(instance))


def tell_deleted_post(instance, **_kwargs):
    """It leaves the lists it stood in."""
    if "rendered" not in instance.get_deferred_fields():
        make_stale(*instance.rendered.get("places", {}).get("lists", ()), "popular", "popularity", "wishes")


def tell_named(instance, created=False, **_kwargs):
    """After a tag, skill or category was saved or deleted: a new one is on no page."""
    if not created:
        make_stale(f"names:{instance._meta.model_name}")


def tell_series(**_kwargs):
    """Which there are, and which of them is the main one."""
    make_stale("series")


def tell_idea(**_kwargs):
    make_stale("wishes")


def tell_resource(instance, **_kwargs):
    """After a resource, or the list of skills it teaches, was saved."""
    make_stale("resources")


def tell_slot(instance, **_kwargs):
    make_stale(f"days:{instance.series_id}")


def tell_comment(instance, created=False, **_kwargs):
    if not created or instance.is_shown():  # what waits from the beginning is on no page
        tell_talk(instance.post_id)


def tell_standing(instance, created=False, update_fields=None, **_kwargs):
    """After an account was saved: its page and what stands beside a name have changed, if it was that."""
    if not is_about_standing(created, update_fields):
        return
    talks = Comment.objects.order_by().shown().filter(user=instance.pk).values_list("post", flat=True).distinct()
    make_stale(f"reader:{instance.pk}", *(f"talk:{post_pk}" for post_pk in talks[:MOST_TALKS]))


def is_about_standing(created, update_fields):
    return not created and (update_fields is None or bool(SHOWN_OF_WRITERS.intersection(update_fields)))


def tell_talk(post_pk):
    """What is said under a post has changed."""
    make_stale(f"talk:{post_pk}", "talks")


# Which lists a post stands in, and what decides its place in them. Kept with the post, so that the next change of it
# knows where it stood before.


def places_of(post):
    """{"order": what sorts it and what lists show of it, "lists": their names, public already or to come}."""
    if post.publish_at is None:
        return {"order": [], "lists": []}
    lists = [f"posts:{post.kind}", *(f"posts:tag:{row.tag_id}" for row in post.tagged.all())]
    lists += [f"posts:author:{row.author_id}" for row in post.bylines.all()]
    if post.kind != Post.Kind.PAGE:
        lists.append("posts")
    if post.category_id:
        lists.append(f"posts:category:{post.category_id}")
    if post.slot_id:
        lists.append(f"days:{post.slot.series_id}")
    if post.kind == Post.Kind.ROLE:
        lists += [f"posts:skill:{row.skill_id}" for row in post.role_skills.all()]
    elif post.kind == Post.Kind.ESSAY:
        lists += [f"beside:{pk}" for pk in post.mentions.values_list("pk", flat=True)]  # each shows the other
    order = [post.publish_at.isoformat(), post.title, post.slug, post.slot_id, post.entry_level, post.category_id]
    return {"order": order, "lists": sorted(lists)}


def tell_moved(post, before, after):
    """A post was refreshed; `before` and `after` are its places."""
    here, there = set(before.get("lists", ())), set(after["lists"])
    changed = here ^ there if before.get("order") == after["order"] else here | there
    if before.get("order", [None])[:1] != after["order"][:1]:
        # It enters these, or leaves, with all that was said under it.
        changed |= {"popular", "popularity", "talks", f"talk:{post.pk}", "wishes"}
    make_stale(name_of(post), *changed, takes_away=bool(here))


def popular_posts():
    """The first of all by popularity."""
    return list(Post.objects.published().dated().popular_first().values_list("pk", flat=True)[:POPULAR_WATCHED])


@Prepared
def first_by_popularity():
    """One more than is watched: it moves up when one of the others falls."""
    first = Post.objects.published(Given("now", DateTimeField())).dated().popular_first()
    return first.values_list("popularity", "pk")[: POPULAR_WATCHED + 1]


def changes_popular(post, popularity):
    """Whether the first of all by popularity will be others, or in another order, when a post gets a new one."""
    if not post.is_public() or post.kind == Post.Kind.PAGE:
        return False
    before = first_by_popularity(now=timezone.now())
    after = sorted({*(place for place in before if place[1] != post.pk), (popularity, post.pk)}, reverse=True)
    return [pk for _, pk in before[:POPULAR_WATCHED]] != [pk for _, pk in after[:POPULAR_WATCHED]]
