"""Answers to what one wrote, and comments that name one."""

from django.db.models import Q
from django.shortcuts import redirect, render

from blog.actions.follows import mark_talk_read
from blog.models import Comment, Mention, ReaderDesk

from .acts import own_act, own_page, page_of


def talk_of(reader):
    """What others said to a reader, the newest first. Never their own."""
    named = Mention.objects.filter(user=reader).values("comment")
    mine = Comment.objects.order_by().filter(user=reader).values("pk")
    to_me = Comment.objects.shown().on_public_posts().filter(Q(reply_to__in=mine) | Q(pk__in=named))
    return to_me.exclude(user=reader).order_by("-posted_at", "-pk")


def unread(reader, talk):
    seen_at = ReaderDesk.objects.filter(reader=reader).values_list("talk_seen_at", flat=True).first()
    return talk.filter(posted_at__gt=seen_at) if seen_at else talk


def for_lines(talk):
    return (
        talk.select_related(None)
        .select_related("post__slot")
        .only(
            *("code", "user_name", "comment", "posted_at", "post__kind", "post__slug", "post__title", "post__slot__day")
        )
    )


@own_page
def talk(request):
    said = talk_of(request.user)
    page = page_of(request, for_lines(said))
    new = {*unread(request.user, said).filter(pk__in=[row.pk for row in page.object_list]).values_list("pk", flat=True)}
    context = {"page_obj": page, "new": new, "unread": unread(request.user, said).count()}
    return render(request, "belonging/talk.html", context)


@own_act
def talk_read(request):
    mark_talk_read(request.user)
    return redirect("blog:talk")
