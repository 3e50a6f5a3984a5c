"""
A shelf into the database, some posts at a time. Each batch is one transaction with all that belongs to its posts, so a
move that is killed has brought some posts whole and others not at all; run again, it goes on where it was.
"""

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from blog.actions.checks import missing
from blog.actions.counts import count_comments
from blog.actions.posts import refresh_posts
from blog.actions.wordings import all_wordings
from blog.models import Post

from ..entries import Status
from ..sources import bare_host
from . import addresses
from .days import choose_series, extend
from .drafts import make_draft
from .known import look_again
from .links import Links
from .pictures import Pictures
from .planning import Planner, arrivals_of, batches
from .references import short
from .relating import Roles, relate, seal, unsealed
from .shared import Shared
from .talk import Talk
from .tallies import count_found, note_left_out
from .writing import write_post

# So many posts at once, or so many comments: others wait for the database while a batch is written.
AT_ONCE, COMMENTS_AT_ONCE = 50, 1000


def bring_in(source, shelf, report, progress, *, series=None, pictures="archive", host=None, rehearsal=False):
    """
    Everything on the shelf. `series`: the Series its days join, if one was asked for. A rehearsal writes nothing, and
    reports what a move would.
    """
    with Pictures(source, shelf, report, pictures, rehearsal=rehearsal) as found_pictures:
        links = Links(shelf, report, [bare_host(host)])
        Bringing(shelf, report, progress, series, found_pictures, links, rehearsal).bring()


class Bringing:
    def __init__(self, shelf, report, progress, series, pictures, links, rehearsal):
        self.shelf, self.report, self.progress, self.is_rehearsal = shelf, report, progress, rehearsal
        self.series, self.pictures, self.links = series, pictures, links
        self.wordings = all_wordings()
        self.shared = Shared(shelf, report, rehearsal=rehearsal)
        self.talk = Talk(shelf, report)

    def bring(self):
        count_found(self.shelf, self.report)
        note_left_out(self.shelf, self.report)
        self.plan()
        self.shared.bring_writers()
        self.shared.bring_portraits(self.pictures)
        total = sum(self.shelf.count_entries().values())
        self.progress.step(_("Looking at posts") if self.is_rehearsal else _("Bringing in posts"), total)
        for entries in batches(self.shelf.entries(), AT_ONCE, self.weigh):
            self.bring_batch([entry for entry in entries if entry.status != Status.TRASHED])
            self.progress.advance(len(entries))
        self.finish()

    def plan(self):
        self.progress.step(_("Planning"))
        planner = Planner(self.shelf, self.report, self.wordings)
        if planner.plan():
            self.series = choose_series(self.series, self.shelf.blog, rehearsal=self.is_rehearsal)
            last = planner.give_days(self.series)
            if not self.is_rehearsal:
                extend(self.series, last)
        self.roles = Roles(planner.roles)

    def weigh(self, entry):
        return 1 + self.shelf.count_comments_of(entry.reference) * AT_ONCE / COMMENTS_AT_ONCE

    # A batch

    def bring_batch(self, entries):
        arrivals = arrivals_of(entries)
        fresh = [entry for entry in entries if short(entry.reference) not in arrivals]
        known = [(entry, arrivals[short(entry.reference)]) for entry in entries if short(entry.reference) in arrivals]
        # Pictures may take their time: they are brought before the database is locked.
        drafts = [self.draft(entry) for entry in fresh]
        if self.is_rehearsal:
            self.count(drafts)
        elif drafts:
            self.write(drafts)
        look_again(known, self.talk, self.pictures, self.report, rehearsal=self.is_rehearsal)

    def draft(self, entry):
        html = self.links.rewrite(self.pictures.bring(entry.html, entry), entry)
        return make_draft(entry, self.shelf.planned(entry.reference), html, self.wordings, self.roles)

    def count(self, drafts):
        for draft in drafts:
            self.pictures.cover(draft.entry)
            self.shared.count(draft)
            self.talk.count(None, draft.entry)
            addresses.count(draft.entry, draft.plan["path"], self.report)
            self.tell(draft)

    def write(self, drafts):
        covers = [self.pictures.cover(draft.entry) for draft in drafts]
        mark = self.report.mark()
        try:
            with transaction.atomic():
                self.write_all(drafts, covers)
        except (IntegrityError, DataError) as error:
            # Somebody else wrote the same, or one of them is not for this database: which one shows alone.
            self.report.go_back(mark)
            self.shared.forget()
            self.write_each(drafts, error)

    def write_each(self, drafts, error):
        if len(drafts) == 1:
            about = drafts[0].values["title"]
            self.report.refuse(about, _("The database refused this post: %(why)s") % {"why": str(error).strip()})
            return
        for draft in drafts:
            self.write([draft])

    def write_all(self, drafts, covers):
        posts = []
        for draft, cover in zip(drafts, covers, strict=True):
            post = write_post(draft, self.shared, self.report, self.series, cover)
            if self.talk.bring(post, draft.entry):
                count_comments(post)
            self.tell(draft)
            posts.append(post)
        refresh_posts(posts)
        seal(post for post, draft in zip(posts, drafts, strict=True) if not draft.relations)

    def tell(self, draft):
        """What the report says of a post that is in, or would be."""
        post = Post(**draft.values)
        self.report.make_post(post)
        about = draft.values["title"]
        for topic, sentence in draft.notes:
            self.report.note(topic, about, sentence)
        authors = len(self.shared.authors_of(draft.entry))
        if gaps := missing(post, lambda name: authors if name == "bylines" else draft.count_rows(name)):
            self.report.note("gaps", about, " ".join(str(gap.message) for gap in gaps))

    # When all posts are there

    def finish(self):
        if not self.is_rehearsal:
            self.link()
        self.shared.keep_labels()

    def link(self):
        self.progress.step(_("Linking posts"))
        for entries in batches(self.shelf.entries(), AT_ONCE):
            if waiting := unsealed(entries):
                relate([self.draft_again(entry) for entry in waiting])

    def draft_again(self, entry):
        """For its relations alone."""
        mark = self.report.mark()
        html = self.links.rewrite(entry.html, entry)
        draft = make_draft(entry, self.shelf.planned(entry.reference), html, self.wordings, self.roles)
        self.report.go_back(mark)
        return draft
