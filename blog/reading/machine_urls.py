"""Addresses that machines read: feeds, the sitemap, robots, the pictures of shared links."""

from django.urls import path, register_converter

from . import cards, crawlers, feeds, sitemaps

register_converter(cards.PostKindConverter, "kind")

urlpatterns = [
    path("feed/", feeds.AllPosts(), name="feed"),
    path("feed/rss/", feeds.AllPostsRss(), name="feed-rss"),
    path("feed.json", feeds.AllPostsJson(), name="feed-json"),
    path("categories/<uslug:slug>/feed/", feeds.CategoryPosts(), name="category-feed"),
    path("tags/<uslug:slug>/feed/", feeds.TagPosts(), name="tag-feed"),
    path("series/<uslug:slug>/feed/", feeds.SeriesPosts(), name="series-feed"),
    path("authors/<uslug:slug>/feed/", feeds.AuthorPosts(), name="author-feed"),
    path("comments/feed/", feeds.AllComments(), name="comments-feed"),
    path("roles/<uslug:slug>/comments/feed/", feeds.RoleComments(), name="role-comments-feed"),
    path("essays/<uslug:slug>/comments/feed/", feeds.EssayComments(), name="essay-comments-feed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:name>-<int:page>.xml", sitemaps.section, name="sitemap-section"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("<kind:kind>/<uslug:slug>/card.png", cards.social_card, name="social-card"),
    path("favicon.ico", crawlers.favicon, name="favicon"),
]
