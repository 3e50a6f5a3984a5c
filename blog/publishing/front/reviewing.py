"""What is past its date of review, or holds facts that have grown old: the most read first."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog.models import Standing, is_old_fact
from blog.models.due import most_read_due

SHOWN = 6


def reviewing(user):
    if not user.has_perm("blog.edit_all_posts"):
        return None
    today = timezone.localdate()
    return {"rows": [row_of(post, today) for post in most_read_due(SHOWN, today)]}


def row_of(post, today):
    address = reverse(f"admin:blog_{post.kind}_change", args=[post.pk])
    return {"post": post, "address": address, "readers": readers_of(post), "reasons": list(reasons(post, today))}


def readers_of(post):
    try:
        return post.standing.readers_30
    except Standing.DoesNotExist:
        return 0


def reasons(post, today):
    """(words, the section of the form where something is done about it)"""
    if post.review_due and post.review_due < today:
        yield _("the page was due on %(date)s") % {"date": in_short(post.review_due)}, "trust"
    for review in post.due_sections:
        facts = {"section": review.get_section_display(), "date": in_short(review.review_due)}
        yield _("%(section)s: due on %(date)s") % facts, review.section
    dates = [(_("outlook"), post.outlook_as_of), (_("time to start"), post.start_as_of)]
    if post.old_pay:
        dates.append((_("pay"), min(row.as_of for row in post.old_pay)))
    for fact, as_of in dates:
        if as_of and is_old_fact(as_of):
            yield _("%(fact)s: of %(date)s") % {"fact": fact, "date": in_short(as_of)}, "facts"


def in_short(date):
    return date_format(date, _("j M Y"))
