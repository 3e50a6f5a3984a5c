"""What one follows."""

import datetime

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.actions import follows as acts
from blog.models import Byline, Post, RoleSkill, TaggedPost
from blog.models.follows import FOLLOWED

from .acts import own_act, own_form, own_page, own_piece, page_of

LOOK_BACK = datetime.timedelta(days=90)


def thing_of(kind, slug):
    if kind == "role":
        return get_object_or_404(Post.objects.published().roles().for_lists(), slug=slug)
    if kind not in FOLLOWED:
        raise Http404
    return get_object_or_404(FOLLOWED[kind], slug=slug)


@own_form
def follow(request, kind, slug):
    thing = thing_of(kind, slug)
    context = {"kind": kind, "thing": thing, "error": ""}
    if request.method == "POST":
        try:
            acts.follow(request.user, kind, thing)
            return redirect(request.path)
        except acts.TooMany as reason:
            context["error"] = str(reason)
    context["is_followed"] = request.user.follows.filter(**{kind: thing}).exists()
    return render(request, "belonging/follow.html", context, status=409 if context["error"] else 200)


@own_piece
def piece(request, kind, slug):
    """The button in place of the link."""
    thing = thing_of(kind, slug)
    is_followed = request.user.follows.filter(**{kind: thing}).exists()
    return render(request, "belonging/_follow.html", {"kind": kind, "slug": thing.slug, "is_followed": is_followed})


@own_act
def end(request, kind, slug):
    thing = thing_of(kind, slug)
    acts.end_follow(request.user, kind, thing)
    messages.success(request, _("You follow “%(name)s” no more.") % {"name": thing})
    return redirect("blog:follows")


@own_page
def follows(request):
    rows = request.user.follows.select_related("series", "tag", "skill", "author", "role")
    long = (f"role__{name}" for name in Post.LONG_FIELDS)
    return render(request, "belonging/follows.html", {"page_obj": page_of(request, rows.defer(*long))})


def new_posts(reader, number):
    """The newest posts of what a reader follows."""
    keys = {kind: reader.follows.filter(**{f"{kind}__isnull": False}).order_by().values(kind) for kind in FOLLOWED}
    of_these = (
        Q(slot__series__in=keys["series"])
        | Q(pk__in=TaggedPost.objects.filter(tag__in=keys["tag"]).values("content_object"))
        | Q(pk__in=RoleSkill.objects.filter(skill__in=keys["skill"]).order_by().values("role"))
        | Q(pk__in=Byline.objects.filter(author__in=keys["author"]).order_by().values("post"))
    )
    since = timezone.now() - LOOK_BACK
    return Post.objects.published().dated().filter(of_these, publish_at__gt=since).newest_first().for_lists()[:number]
