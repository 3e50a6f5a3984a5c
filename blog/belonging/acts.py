"""What all pages of the reader's desk have in common."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blog.models import Post

PAGE_SIZE = 24


def own_page(view):
    """Looked at by its owner, who signs in first."""
    return require_safe(never_cache(login_required(view)))


def own_form(view):
    return require_http_methods(["GET", "HEAD", "POST"])(never_cache(login_required(view)))


def own_act(view):
    """Changes something: a POST by who is signed in."""
    return require_POST(never_cache(login_required(view)))


def own_piece(view):
    """A piece of a page that is the same for everyone: what it says to who is signed in, empty for others."""

    def piece(request, **named):
        return view(request, **named) if request.user.is_authenticated else HttpResponse()

    return require_safe(never_cache(piece))


def public_post(kind, slug):
    """A role or essay that everybody may see."""
    return get_object_or_404(Post.objects.published().dated().for_lists(), kind=kind, slug=slug)


def page_of(request, rows):
    """The page asked for; the nearest there is when it is none, since one's own list gets shorter as one works."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
