"""What an address asks to see of a post's comments: `?sort=newest&by=does&thread=2`."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from .badges import BADGES, CHOICES
from .chosen import chosen_page
from .sheets import ORDERS
from .threads import thread_page

USUAL = "oldest"
SORTS = {"oldest": _("Oldest"), "newest": _("Newest"), "best": _("Best")}
FEW = 2  # of fewer comments there is nothing to choose


class Way(NamedTuple):
    """A link to the same comments, seen otherwise."""

    label: str
    href: str
    is_current: bool


class Asked:
    """What the address asks for. Raises LookupError for what there is not."""

    def __init__(self, query):
        self.sort, self.by = query.get("sort", USUAL), query.get("by", "")
        self.number = query.get("thread", 1)
        if self.sort not in ORDERS or (self.by and self.by not in BADGES):
            raise LookupError

    def look(self, post):
        if self.by:
            return chosen_page(post, self.number, self.by, self.sort)
        return thread_page(post, self.number, self.sort)

    def href(self, **other):
        """The address of these comments, or of others; without what is usual."""
        asked = {"sort": self.sort, "by": self.by, **other}
        usual = {"sort": USUAL, "by": "", "thread": 1}
        query = urlencode({name: value for name, value in asked.items() if value != usual[name]})
        return f"?{query}#comments"

    def sorts(self, post):
        if post.comment_count < FEW:
            return []
        return [Way(label, self.href(sort=sort), sort == self.sort) for sort, label in SORTS.items()]

    def choices(self, badges):
        """Whose comments one may look at alone; `badges`: which ones there are, or None when nobody looked."""
        there = [badge for badge in CHOICES if badges is None or badge in badges]
        if not there:
            return []
        return [
            Way(_("by everybody"), self.href(by=""), not self.by),
            *(Way(CHOICES[badge], self.href(by=badge), badge == self.by) for badge in there),
        ]

    def before(self, page):
        return self.href(thread=page.previous_page_number()) if page.has_previous() else ""

    def after(self, page):
        return self.href(thread=page.next_page_number()) if page.has_next() else ""
