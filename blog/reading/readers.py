"""The page of a reader who wants one: who they say they are, and what they wrote under posts."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from blog.models import Comment, Profile

from .keeping import shows
from .paging import home_crumb, page_of, page_path


def reader(request, slug):
    found = Profile.objects.public().select_related("user", "picture").prefetch_related("picture__renditions")
    profile = get_object_or_404(found, slug=slug)
    shows(f"reader:{profile.user_id}", "talks")
    comments = Comment.objects.shown().on_public_posts().filter(user=profile.user_id)
    comments = (
        comments.select_related(None)
        .select_related("post")
        .only("code", "html", "posted_at", "post__kind", "post__slug", "post__title")
    )
    page = page_of(request, comments.order_by("-posted_at", "-pk"))
    if not page.object_list:
        raise Http404(_("Nobody has a page here who has no comment that is shown."))
    context = {
        "profile": profile,
        "person": profile.user,
        "page_obj": page,
        "crumbs": [home_crumb()],
        "canonical_path": page_path(request.path, page),
    }
    return render(request, "reading/reader.html", context)
