"""The page of one post: a role, an essay, a standing page."""

from functools import partial

from django.db.models import BigIntegerField, CharField, DateTimeField
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Byline, Post, Tag, TaggedPost
from blog.models.prepared import Given, Prepared

from .articles import article_of, has_stored_parts
from .beside import posts_beside
from .contents import contents
from .keeping import page_values, shows

TEMPLATES = {
    Post.Kind.ROLE: "reading/role.html",
    Post.Kind.ESSAY: "reading/essay.html",
    Post.Kind.PAGE: "reading/page.html",
}


@Prepared
def public_post():
    public = Post.objects.published(Given("now", DateTimeField())).for_page()
    return public.filter(kind=Given("kind", CharField()), slug=Given("slug", CharField()))


OF_POST = Given("post", BigIntegerField())
bylines_of = Prepared(lambda: Byline.objects.select_related("author").filter(post=OF_POST))
tags_of = Prepared(lambda: Tag.objects.filter(pk__in=TaggedPost.objects.filter(content_object=OF_POST).values("tag")))


def role(request, slug):
    return answer(request, Post.Kind.ROLE, slug)


def essay(request, slug):
    return answer(request, Post.Kind.ESSAY, slug)


def page(request, slug):
    return answer(request, Post.Kind.PAGE, slug)


def answer(request, kind, slug):
    post = next(iter(public_post(kind=kind, slug=slug, now=timezone.now())), None)
    if post is None:
        return missing(request, kind, slug)
    post.keep_related(bylines=bylines_of(post=post.pk), tags=tags_of(post=post.pk))
    values = page_values(post) if has_stored_parts(post) else None
    shows("popular", f"talk:{post.pk}", f"beside:{post.pk}", *([f"days:{post.slot.series_id}"] if post.slot_id else []))
    return render_post(request, post, article_of(post), page_values=values, is_correctable=True)


def missing(request, kind, slug):
    """410 for what was withdrawn, so that readers and crawlers know it will not come back by itself; else 404."""
    if Post.objects.filter(kind=kind, slug=slug, state=Post.State.WITHDRAWN).exists():
        return render(request, "410.html", status=410)
    raise Http404(_("There is no such page."))


def render_post(request, post, article, **context):
    around = posts_beside(post, article.relations) if post.kind != Post.Kind.PAGE else None
    return render(
        request,
        TEMPLATES[post.kind],
        {
            "post": post,
            "article": article,
            "contents": partial(contents, post, article.sections, around),
            "beside": around,
            **context,
        },
    )
