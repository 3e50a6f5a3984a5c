"""Whom a comment names: `@name` of somebody who wrote in the same thread."""

import re

from django.db.models import Q

from blog.models import Comment, Mention
from blog.models.words import folded

from .staleness import tell_talk

MOST_MENTIONED = 5  # people whom one comment can reach
MOST_PEOPLE = 1000  # comments of a thread whose writers are looked at, the newest


def keep_mentions(comment):
    """Note whom this shown comment names. Gives the mentions that are new. Safe to do again."""
    if comment.reply_to_id is None or "@" not in comment.comment:
        return []
    new = []
    for other in mentioned_in(comment)[:MOST_MENTIONED]:
        mention, is_new = Mention.objects.get_or_create(
            comment=comment, folded_email=other.folded_email, defaults={"mentioned": other, "user": other.user}
        )
        new += [mention] if is_new else []
    if any(mention.user_id for mention in new):
        tell_talk(comment.post_id)  # their names lead to their pages now
    return new


def mentioned_in(comment):
    """One comment of each person it names, in the order of the text. Never its own writer."""
    text, found = folded(without_quotations(comment.comment)), {}
    if "@" in text:
        for name, other in people_by_name(comment).items():
            if match := re.search(rf"(?<!\w)@{re.escape(name)}(?!\w)", text):
                found.setdefault(other.folded_email, (match.start(), -len(name), other))
    return [other for _start, _length, other in sorted(found.values(), key=lambda each: each[:2])]


def without_quotations(body):
    """Who was named in words one only quotes was told when they were written."""
    return "\n".join(line for line in body.splitlines() if not line.lstrip().startswith(">"))


def people_by_name(comment):
    """
    {folded name: a comment of theirs}: full names, and first words of names that only one person has. Of two people of
    one name it is the one who is answered, or who wrote last.
    """
    people, first_words = {}, {}
    for other in people_of_thread(comment):
        people.setdefault(folded(other.user_name), other)
        first_words.setdefault(folded(other.user_name).partition(" ")[0], {})[other.folded_email] = other
    for word, named in first_words.items():
        if len(named) == 1:
            people.setdefault(word, next(iter(named.values())))
    people.pop("", None)
    return people


def people_of_thread(comment):
    root = comment.root_id
    thread = Comment.objects.shown().filter(Q(pk=root) | Q(root=root)).order_by("-posted_at", "-pk")
    others = thread.exclude(folded_email__in=["", comment.folded_email]).select_related("user")
    return sorted(others[:MOST_PEOPLE], key=lambda other: other.pk != comment.reply_to_id)
