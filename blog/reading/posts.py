"""The page of one post: a role, an essay, a standing page."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from blog.models import Post, stored_parts

from .beside import posts_beside
from .contents import contents
from .keeping import shows

TEMPLATES = {
    Post.Kind.ROLE: "reading/role.html",
    Post.Kind.ESSAY: "reading/essay.html",
    Post.Kind.PAGE: "reading/page.html",
}


def role(request, slug):
    return answer(request, Post.Kind.ROLE, slug)


def essay(request, slug):
    return answer(request, Post.Kind.ESSAY, slug)


def page(request, slug):
    return answer(request, Post.Kind.PAGE, slug)


def answer(request, kind, slug):
    post = Post.objects.published().for_page().filter(kind=kind, slug=slug).first()
    if post is None:
        return missing(request, kind, slug)
    shows("popular", f"talk:{post.pk}", f"beside:{post.pk}", *([f"days:{post.slot.series_id}"] if post.slot_id else []))
    return render_post(request, post, stored_parts(post))


def missing(request, kind, slug):
    """410 for what was withdrawn, so that readers and crawlers know it will not come back by itself; else 404."""
    if Post.objects.filter(kind=kind, slug=slug, state=Post.State.WITHDRAWN).exists():
        return render(request, "410.html", status=410)
    raise Http404(_("There is no such page."))


def render_post(request, post, parts, **context):
    around = posts_beside(post, parts.get("relations", ())) if post.kind != Post.Kind.PAGE else None
    return render(
        request,
        TEMPLATES[post.kind],
        {
            "post": post,
            "parts": parts,
            "contents": contents(post, parts, around),
            "beside": around,
            **context,
        },
    )
