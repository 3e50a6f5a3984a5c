"""The sitemap: an index, and under it posts and lists in pages that stay small."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, Max, OuterRef
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from blog.absolute import absolute
from blog.models import Author, Category, Post, Series, Skill, Tag
from blog.paths import path_of_card

from .keeping import shows

XML = "application/xml; charset=utf-8"


class SiteSitemap(Sitemap):
    """Addresses from SITE_URL, whatever host was asked."""

    limit = 2000

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class PostSitemap(SiteSitemap):
    def items(self):
        return Post.objects.published().order_by("pk").only("kind", "slug", "publish_at", "modified_at")

    def lastmod(self, post):
        return post.changed_at()

    def get_latest_lastmod(self):
        return Post.objects.published().aggregate(latest=Max("publish_at"))["latest"]

    def get_urls(self, page=1, site=None, protocol=None):
        urls = super().get_urls(page, site, protocol)
        for url in urls:
            post = url["item"]
            if post.kind != Post.Kind.PAGE:
                url["image"] = absolute(path_of_card(post.kind, post.slug))
        return urls


class ListSitemap(SiteSitemap):
    """Pages that gather public posts. The lookup leads from a post to such a page; those without any stay out."""

    def __init__(self, model, lookup):
        self.model, self.lookup = model, lookup

    def items(self):
        public = Post.objects.published().filter(**{self.lookup: OuterRef("pk")})
        return self.model.objects.filter(Exists(public)).order_by("pk")


class FixedSitemap(SiteSitemap):
    names = (
        "home",
        "role-list",
        "essay-list",
        "series-list",
        "tag-list",
        "skill-list",
        "compare",
        "match",
        "archive",
        "popular",
    )

    def items(self):
        return self.names

    def location(self, name):
        return reverse(f"blog:{name}")


def sitemaps():
    return {
        "posts": PostSitemap(),
        "pages": FixedSitemap(),
        "categories": ListSitemap(Category, "category"),
        "tags": ListSitemap(Tag, "tagged__tag"),
        "skills": ListSitemap(Skill, "role_skills__skill"),
        "series": ListSitemap(Series, "slot__series"),
        "authors": ListSitemap(Author, "bylines__author"),
    }


def index(request):
    shows("posts", "posts:page", "numbers:tag", "numbers:skill")
    sections = []
    for name, section in sitemaps().items():
        pages = section.paginator  # counts its items, and is another one each time it is asked for
        lastmod = section.get_latest_lastmod() if name == "posts" else None
        for page in pages.page_range if pages.count else ():
            location = absolute(reverse("blog:sitemap-section", args=[name, page]))
            sections.append({"location": location, "lastmod": lastmod})
    return render(request, "reading/sitemap_index.xml", {"sections": sections}, content_type=XML)


def section(request, name, page):
    shows("posts", "posts:page", "numbers:tag", "numbers:skill")
    sitemap = sitemaps().get(name)
    if sitemap is None or page not in sitemap.paginator.page_range:
        raise Http404
    urls = sitemap.get_urls(page=page)
    return render(request, "reading/sitemap.xml", {"urls": urls}, content_type=XML)
