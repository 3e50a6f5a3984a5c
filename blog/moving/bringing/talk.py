"""Comments as they stood: in their threads however deep, in their states, at their times. Nobody is mailed."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.actions.bulk_comments import insert_comments, place_below
from blog.actions.posting import bring_comment
from blog.markup import clean_comment, html_to_markdown, plain_text
from blog.models import Comment, Pingback

from ..entries import CommentStatus
from .references import short
from .threads import gathered, plan_thread
from .titles import cut, one_line

MOST_LIKES = 2**31 - 1  # a column of the database
AT_ONCE = 500  # as many as the shelf gives at once
NAME_LENGTH, TITLE_LENGTH, ADDRESS_LENGTH = 50, 300, 200
STATES = {
    CommentStatus.SHOWN: Comment.State.SHOWN,
    CommentStatus.WAITING: Comment.State.HELD,
    CommentStatus.SPAM: Comment.State.SPAM,
    CommentStatus.REMOVED: Comment.State.REMOVED,
}


class Talk:
    """The comments of the posts of one move."""

    def __init__(self, shelf, report):
        self.shelf, self.report = shelf, report

    def plan(self, post, entry):
        """The Thread of an entry. `post`: what became of it, None if that is to come."""
        rows = self.shelf.thread_of(entry.reference)
        return plan_thread(rows, self.known_of(post, rows))

    def known_of(self, post, rows):
        if post is None or not rows:
            return set()
        by_short = {short(reference): reference for reference, _parent, _at in rows}
        here = post.comments.filter(import_reference__isnull=False).order_by()
        return {by_short[key] for key in here.values_list("import_reference", flat=True) if key in by_short}

    def is_new_under(self, post, entry):
        """Whether the entry has comments or pingbacks that are not here yet."""
        return bool(self.plan(post, entry).number) or any(True for _row in self.new_pingbacks(post, entry))

    def count(self, post, entry):
        """Tell the report what `bring` would."""
        self.note(entry, self.plan(post, entry))
        self.note_pingbacks(entry, sum(1 for _row in self.new_pingbacks(post, entry)))

    def bring(self, post, entry):
        """All comments of the entry that are not here yet. Returns how many those were."""
        thread = self.plan(post, entry)
        for references in gathered(thread.new, AT_ONCE):
            self.bring_new(post, references, thread.parents)
        for reference in thread.late:
            self.bring_late(post, reference, thread.parents[reference])
        self.note(entry, thread)
        pingbacks = self.bring_pingbacks(post, entry)
        return thread.number + pingbacks

    def note(self, entry, thread):
        self.report.made["comment"] += thread.number
        self.report.known["comment"] += len(thread.known)
        if thread.lost:
            sentence = ngettext(
                "An answer to a comment that is not in the export stands by itself.",
                "%(count)d answers to comments that are not in the export stand by themselves.",
                thread.lost,
            )
            self.report.note("doubtful", entry.title, sentence % {"count": thread.lost})

    def bring_new(self, post, references, parents):
        found, made = self.read(references), {}
        for reference in references:
            comment = new_comment(post, found[reference])
            place_below(comment, made.get(parents[reference]))
            made[reference] = comment
        insert_comments(list(made.values()))

    def read(self, references):
        found = {}
        for start in range(0, len(references), AT_ONCE):
            found |= self.shelf.comments(references[start : start + AT_ONCE])
        return found

    def bring_late(self, post, reference, parent):
        entry = self.shelf.comments([reference])[reference]
        answered = Comment.objects.filter(import_reference=short(parent)).first() if parent else None
        values = values_of(entry)
        bring_comment(
            post,
            name=values.pop("user_name"),
            body=values.pop("comment"),
            email=values.pop("user_email"),
            posted_at=entry.posted_at,
            reply_to=answered,
            **values,
        )

    def new_pingbacks(self, post, entry):
        known = set(post.pingbacks.values_list("import_reference", flat=True)) if post else set()
        for pingback in self.shelf.pingbacks_of(entry.reference):
            if short(pingback.reference) not in known:
                yield pingback

    def bring_pingbacks(self, post, entry):
        rows = [pingback_of(post, pingback) for pingback in self.new_pingbacks(post, entry)]
        Pingback.objects.bulk_create(rows)
        self.note_pingbacks(entry, len(rows))
        return len(rows)

    def note_pingbacks(self, entry, new):
        self.report.made["pingback"] += new
        self.report.known["pingback"] += sum(1 for _row in self.shelf.pingbacks_of(entry.reference)) - new


def new_comment(post, entry):
    return Comment(
        post=post, site_id=settings.SITE_ID, submit_date=entry.posted_at, posted_at=entry.posted_at, **values_of(entry)
    )


def values_of(entry):
    html = clean_comment(entry.html)
    is_held = entry.status == CommentStatus.WAITING
    return {
        "user_name": cut(one_line(entry.name), NAME_LENGTH) or _("Anonymous"),
        "user_email": entry.email if "@" in entry.email and len(entry.email) <= 254 else "",
        "user_url": web_address(entry.website, ADDRESS_LENGTH),
        "comment": html_to_markdown(html),
        "html": html,
        "state": STATES[entry.status],
        "hold_reason": Comment.HoldReason.POLICY if is_held else "",
        "like_count": min(max(0, entry.like_count), MOST_LIKES),
        "imported_as_author": entry.is_by_author,
        "import_reference": short(entry.reference),
    }


def pingback_of(post, entry):
    return Pingback(
        post=post,
        title=cut(one_line(entry.name), TITLE_LENGTH) or entry.website[:TITLE_LENGTH],
        url=web_address(entry.website, 500),
        excerpt=plain_text(entry.html),
        is_shown=entry.status == CommentStatus.SHOWN,
        posted_at=entry.posted_at,
        import_reference=short(entry.reference),
    )


def web_address(url, length):
    return url if url.startswith(("http://", "https://")) and len(url) <= length else ""
