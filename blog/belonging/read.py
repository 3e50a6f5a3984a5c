"""Posts one has read, and how far one is in a series."""

from django.contrib import messages
from django.db.models import Count, Max
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from blog.actions.kept_posts import mark_read, mark_unread
from blog.models import Post, ReadPost, Series
from blog.models.post_queries import LINE_FIELDS

from .acts import own_act, own_page, page_of, public_post

MOST_DAYS = 2000  # told of one series
MOST_SERIES = 10


def is_read(reader, post):
    return ReadPost.objects.filter(reader=reader, post=post).exists()


@own_act
def read(request, kind, slug):
    return mark(request, public_post(kind, slug), mark_read, _("Marked as read."))


@own_act
def unread(request, kind, slug):
    return mark(request, public_post(kind, slug), mark_unread, _("Not marked as read any more."))


def mark(request, post, act, said):
    act(request.user, post)
    messages.success(request, said)
    if request.POST.get("from") == "read":
        return redirect("blog:read-posts")
    return redirect(reverse("blog:my-post", args=[post.kind, post.slug]))


@own_page
def read_posts(request):
    public = Post.objects.published().order_by().values("pk")
    rows = ReadPost.objects.filter(reader=request.user, post__in=public).order_by("-read_at", "-pk")
    lines = ("read_at", *(f"post__{name}" for name in LINE_FIELDS))
    rows = rows.select_related("post__category", "post__slot").only(*lines)
    context = {"page_obj": page_of(request, rows), "progress": progress_of(request.user)}
    return render(request, "belonging/read.html", context)


@never_cache
@require_safe
def days(request, slug):
    """The days of a series that one has read, for the marks on its calendar. None for a stranger."""
    series = get_object_or_404(Series, slug=slug)
    found = []
    if request.user.is_authenticated:
        read = read_of(request.user).filter(slot__series=series).order_by("slot__day")
        found = list(read.values_list("slot__day", flat=True)[:MOST_DAYS])
    return JsonResponse({"days": found})


def read_of(reader):
    """The public posts a reader has read."""
    return Post.objects.published().filter(pk__in=ReadPost.objects.filter(reader=reader).values("post"))


def progress_of(reader):
    """(series, days read, days out) of each series in which one has read something, the latest first."""
    mine = ReadPost.objects.filter(reader=reader, post__slot__isnull=False)
    latest = mine.values("post__slot__series").annotate(at=Max("read_at")).order_by("-at")
    pks = list(latest.values_list("post__slot__series", flat=True)[:MOST_SERIES])
    found = Series.objects.in_bulk(pks)
    out, read = numbers(Post.objects.published(), pks), numbers(read_of(reader), pks)
    return [(found[pk], read[pk], out[pk]) for pk in pks if pk in read and pk in out]


def numbers(posts, series):
    """How many of these posts stand in each of the series."""
    days = posts.filter(slot__series__in=series).order_by().values("slot__series").annotate(number=Count("pk"))
    return dict(days.values_list("slot__series", "number"))
