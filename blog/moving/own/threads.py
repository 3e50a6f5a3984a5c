"""The records of a conversation into threads under their post."""

from django.conf import settings

from blog.actions.bulk_comments import insert_comments, place_below
from blog.actions.counts import count_comments
from blog.actions.posting import bring_comment
from blog.actions.section_replies import SECTIONS, store_section_replies
from blog.markup import clean_comment, render_comment
from blog.markup.markdown import COMMENT_CLEANER
from blog.models import Comment, Pingback
from blog.models.comments import MAX_VERDICT_LENGTH, make_code

from ..bringing.talk import ADDRESS_LENGTH, web_address
from ..markdown.report import Refused
from .checking import checked, instant, mappings, number, text


def bring_talk(post, record):
    """How many comments were new. Those that are here stay as they are."""
    new = bring_comments(post, mappings(record.get("comments"), "comments"))
    bring_pingbacks(post, mappings(record.get("pingbacks"), "pingbacks"))
    if new:
        count_comments(post)
    return new


def bring_comments(post, records):
    known = Known(post, records)
    fresh = [record for record in answered_first(records) if not known.has(record)]
    bring = bring_late if known.is_begun else place_new
    made = {}
    for record in fresh:
        answered = text(record, "reply_to")
        made[text(record, "code")] = bring(post, record, made.get(answered) or known.here.get(answered), known)
    if not known.is_begun:
        insert_comments(list(made.values()))
    lift_out(post, fresh, made, {**known.here, **made})
    return len(fresh)


def lift_out(post, records, made, comments):
    """What names other comments, once all are there: which one answers a question; which one is pinned, if none is."""
    has_pinned = post.comments.filter(pinned_at__isnull=False).exists()
    for record in records:
        comment, answer = made[text(record, "code")], comments.get(text(record, "answer"))
        pinned_at = None if has_pinned else instant(record, "pinned_at")
        if answer or pinned_at:
            has_pinned = has_pinned or bool(pinned_at)
            Comment.objects.filter(pk=comment.pk).update(answer=answer and answer.pk, pinned_at=pinned_at)
    if any(record.get("beside") for record in records):
        store_section_replies(post.pk)


class Known:
    """What is here already of the comments of a record."""

    def __init__(self, post, records):
        codes = [text(record, "code") for record in records]
        references = [text(record, "reference") for record in records if record.get("reference")]
        self.here = {comment.code: comment for comment in post.comments.filter(code__in=codes)}
        self.is_begun = post.comments.exists()
        self.references = set(
            Comment.objects.filter(import_reference__in=references).values_list("import_reference", flat=True)
        )
        self.taken = set(Comment.objects.filter(code__in=codes).values_list("code", flat=True))

    def has(self, record):
        return text(record, "code") in self.here or record.get("reference") in self.references

    def free_code(self, code):
        """The code, unless it is no code or another post's comment has it."""
        field = Comment._meta.get_field("code")
        return make_code() if not code.isalnum() or len(code) > field.max_length or code in self.taken else code


def answered_first(records):
    """The records, each after the one it answers; those that answer each other in a circle as they come."""
    by_code = {text(record, "code"): record for record in records}
    seen = set()
    for record in records:
        chain = []
        while record is not None and id(record) not in seen:
            seen.add(id(record))
            chain.append(record)
            record = by_code.get(text(record, "reply_to"))
        yield from reversed(chain)


def values_of(record):
    """Columns of Comment, but for its post, place and code."""
    posted_at = instant(record, "posted_at")
    if posted_at is None:
        raise Refused("A comment needs its time: posted_at: 2026-11-01T09:00:00+01:00")
    body, html = text(record, "body"), text(record, "html")
    # What we rendered ourselves stays letter for letter; anything else is made safe as all is that comes in.
    safe = html if html == COMMENT_CLEANER.clean(html) else clean_comment(html)
    return {
        "user_name": text(record, "name")[:50],
        "user_email": text(record, "email")[:254],
        "user_url": web_address(text(record, "website"), ADDRESS_LENGTH),
        "comment": body,
        "html": safe or render_comment(body),
        "submit_date": instant(record, "written_at") or posted_at,
        "posted_at": posted_at,
        "edited_at": instant(record, "edited_at"),
        "state": record.get("state", Comment.State.SHOWN),
        "hold_reason": text(record, "hold_reason"),
        "hold_detail": text(record, "hold_detail")[:254],
        "is_spam": {"spam": True, "honest": False}.get(text(record, "decided")),
        "verdict": text(record, "verdict")[:MAX_VERDICT_LENGTH],
        "like_count": number(record, "likes"),
        "is_question": record.get("question") is True,
        "answered_at": instant(record, "answered_at") if record.get("question") is True else None,
        "beside": text(record, "beside") if text(record, "beside") in SECTIONS else "",
        "imported_as_author": record.get("by_author") is True,
        "followup": record.get("follow") is True,
        "import_reference": text(record, "reference")[:300] or None,
    }


def place_new(post, record, answered, known):
    """An unsaved comment in its place."""
    comment = Comment(post=post, site_id=settings.SITE_ID, **values_of(record))
    comment.code = known.free_code(text(record, "code"))
    place_below(checked(comment, exclude=["user_name", "comment", "html", "object_pk", "user_url"]), answered)
    return comment


def bring_late(post, record, answered, known):
    """Into a talk that goes on here."""
    values = values_of(record)
    return bring_comment(
        post,
        name=values.pop("user_name"),
        body=values.pop("comment"),
        email=values.pop("user_email"),
        reply_to=answered,
        code=known.free_code(text(record, "code")),
        **{name: value for name, value in values.items() if name != "submit_date"},
    )


def bring_pingbacks(post, records):
    rows = {row.import_reference: row for row in (pingback_of(post, record) for record in records)}
    here = Pingback.objects.filter(import_reference__in=rows).values_list("import_reference", flat=True)
    for reference in list(here):
        del rows[reference]
    Pingback.objects.bulk_create(rows.values())


def pingback_of(post, record):
    posted_at = instant(record, "posted_at")
    url = text(record, "url")
    return checked(
        Pingback(
            post=post,
            title=text(record, "title")[:300] or url[:300],
            url=url,
            excerpt=text(record, "excerpt"),
            is_shown=record.get("is_shown") is not False,
            posted_at=posted_at,
            import_reference=text(record, "reference")[:300] or f"own:{post.guid}:{url}"[:300],
        )
    )
