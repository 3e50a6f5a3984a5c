"""Authors hear what became of a draft, editors that one waits, as each of them wishes."""

import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from accounts.models import User
from blog.absolute import absolute
from blog.followups import enqueue_once, periodic
from blog.letters import deliver_letter, send_letter, write_letter
from blog.models import DeskLetters, Post, Revision

from .desk_letters import at_the_desk, choice_url
from .follows import desk_of

Reviews = DeskLetters.Reviews
IN_A_DIGEST = 20


def tell_returned(post, by):
    tell_authors(post, by, "review_returned")


def tell_approved(post, by):
    tell_authors(post, by, "review_approved")


def tell_authors(post, by, letter):
    for person in writers_of(post):
        if person != by:
            send_letter(person.email, letter, about(post, by))
    tell_reader(post, by, letter)


def tell_reader(post, by, letter):
    """Who wrote it from an account of the readers': nothing of the desk is theirs."""
    reader = User.objects.filter(pk=post.created_by_id, is_active=True, is_staff=False).first()
    if reader and reader != by and Revision.objects.filter(post=post, by=reader).exists():
        desk = desk_of(reader)
        if desk.has_story_letters:
            story_url, choice_url = reverse("blog:story", args=[post.slug]), desk.get_mail_url()
            at_home = {"post_url": absolute(story_url), "choice_url": absolute(choice_url)}
            send_letter(reader.email, letter, {**about(post, by), **at_home})


def writers_of(post):
    """The people of the desk who wrote it and wish to hear of it."""
    wrote = Q(pk=post.created_by_id) | Q(pk__in=post.authors.exclude(user=None).values("user"))
    deaf = DeskLetters.objects.filter(own=False).values("user")
    return User.objects.filter(wrote, is_active=True, is_staff=True).exclude(pk__in=deaf).order_by("pk")


def tell_submitted(post, by):
    """One letter a post and day, however often it goes back and forth."""
    for wish in at_the_desk().filter(reviews=Reviews.EACH):
        if wish.user != by and may_review(wish.user):
            key = f"submitted:{post.pk}:{wish.user.pk}:{timezone.localdate()}"
            enqueue_once(key, deliver_letter, *write_letter(wish.user.email, "review_submitted", about(post, by)))


def may_review(user):
    return user.has_perm("blog.publish_post") and user.has_perm("blog.edit_all_posts")


def about(post, by):
    return {
        "post": post,
        "by": (by.name or by.email) if by else "",
        "remarks": list(post.remarks.open()),
        "post_url": post_url(post),
        "choice_url": choice_url(),
    }


def post_url(post):
    return absolute(reverse(f"admin:blog_{post.kind}_change", args=[post.pk]))


@periodic(datetime.timedelta(days=1))
@task()
def send_review_digests():
    """What waits for a review, to who wants it once a day; nothing on a day on which nothing does."""
    waiting = Post.objects.filter(state=Post.State.SUBMITTED).order_by("updated_at", "pk")
    oldest = list(waiting.only("kind", "title", "updated_at")[: IN_A_DIGEST + 1])
    for wish in at_the_desk().filter(reviews=Reviews.DIGEST) if oldest else ():
        if may_review(wish.user):
            key = f"reviews:{wish.pk}:{timezone.localdate()}"
            rows = [(post, post_url(post)) for post in oldest[:IN_A_DIGEST]]
            context = {"rows": rows, "are_more": len(oldest) > IN_A_DIGEST, "choice_url": choice_url()}
            context["desk_url"] = absolute(reverse("admin:index"))
            enqueue_once(key, deliver_letter, *write_letter(wish.user.email, "review_digest", context))
