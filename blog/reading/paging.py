"""Pages of a list: `?page=N`, 24 to a page. A number that is none answers 404 and says how far the list goes."""

from functools import partial

from django.core.paginator import InvalidPage, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.models.post_queries import PostQuerySet

from .not_here import NotHere

PAGE_SIZE = 24


class PostPages(Paginator):
    """
    Pages of posts: `cut` reads only those of the page asked for, `shape` what is shown of them. `first`, if given,
    gives the first page, which is asked for most.
    """

    def __init__(self, posts, size, *, shape=PostQuerySet.for_lists, first=None):
        super().__init__(posts, size)
        self.shape, self.first = shape, first

    def _check_object_list_is_ordered(self):
        """They are; to look would put a query together that the first page does not ask."""

    def page(self, number):
        number = self.validate_number(number)
        if number == 1 and self.first:
            return self._get_page(self.first(), number, self)
        start = (number - 1) * self.per_page
        posts = self.object_list.cut(start, start + self.per_page, self.count)
        return self._get_page(self.shape(posts), number, self)


class Chain:
    """
    Lists of posts with their lengths, one list after the other: what a paginator slices are the ids of posts. A length
    only says where the next list begins, so a post that came out since it was counted is there all the same.
    """

    def __init__(self, lists):
        self.lists = lists

    def count(self):
        return sum(length for _posts, length in self.lists)

    def __getitem__(self, cut):
        ids, start = [], cut.start
        for posts, length in self.lists:
            if start < max(length, 1) and len(ids) < PAGE_SIZE:
                first = max(start, 0)
                ids += posts.values_list("pk", flat=True)[first : first + PAGE_SIZE - len(ids)]
            start -= length
        return ids


def page_of(request, rows, *, number_of_rows=None, paginator_class=Paginator, page_size=PAGE_SIZE):
    """The page of `rows` a request asks for; `number_of_rows` when it is known already."""
    paginator = paginator_class(rows, page_size)
    if number_of_rows is not None:
        paginator.count = number_of_rows
    try:
        return paginator.page(request.GET.get("page") or 1)
    except InvalidPage as error:
        message = ngettext("This list has one page.", "This list has pages 1 to %(last)d.", paginator.num_pages) % {
            "last": paginator.num_pages
        }
        raise NotHere(message, [(_("The first page of the list"), request.path)]) from error


def page_path(path, page):
    """The canonical path of a page of the list at `path`."""
    if page.number == 1:
        return path
    return f"{path}{'&' if '?' in path else '?'}page={page.number}"


def posts_page(request, posts, *, number_of_posts=None, **how):
    """The page of posts a request asks for; `how`: see PostPages."""
    return page_of(request, posts, number_of_rows=number_of_posts, paginator_class=partial(PostPages, **how))


def home_crumb():
    return _("Home"), reverse("blog:home")
