"""What readers add. The pages of a post stand below its own address."""

from django.urls import path

from blog.models import Post

from . import corrections, stories, usefulness

FOLDERS = {Post.Kind.ROLE: "roles", Post.Kind.ESSAY: "essays", Post.Kind.PAGE: "pages"}


def below_posts(end, view, name):
    """An address below that of each kind of post: `blog:role-correct`, `blog:essay-correct` ..."""
    return [
        path(f"{folder}/<uslug:slug>/{end}/", view, {"kind": kind.value}, name=f"{kind.value}-{name}")
        for kind, folder in FOLDERS.items()
    ]


urlpatterns = [
    *below_posts("correct", corrections.correct, "correct"),
    *below_posts("useful", usefulness.useful, "useful"),
    path("corrections/confirm/<token>/", corrections.confirm, name="correction-confirm"),
    path("me/stories/", stories.story_list, name="story-list"),
    path("me/story/", stories.new, name="story-new"),
    path("me/stories/<uslug:slug>/", stories.story, name="story"),
    path("corrections/<token>/", corrections.receipt, name="correction"),
]
