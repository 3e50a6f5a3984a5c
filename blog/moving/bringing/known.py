"""Posts that came in before: what is new about them there, and what an editor did to them here."""

from django.db import transaction

from blog.actions.comments import lock_posts
from blog.actions.counts import count_comments
from blog.models import Post
from blog.models.whole_posts import read_whole

from . import addresses
from .fingerprints import fingerprint
from .missing import bring_missing

DELETED = "It was deleted here, and stays so."
CHANGED_HERE = "It was changed here since it came in, and stays as it is here."
CHANGED_THERE = "It was changed there since it came in. It stays as it is here: see whether you want the change."


def look_again(known, talk, pictures, report, *, rehearsal):
    """
    `known`: (Entry, Arrival) pairs. Only what is new under them comes in: comments, pingbacks, old addresses, and the
    pictures that could not be had before where nobody changed the post.
    """
    posts = {}
    if keys := [arrival.post_id for _entry, arrival in known if arrival.post_id]:
        posts = {post.pk: post for post in read_whole(keys)}
    for entry, arrival in known:
        report.known["page" if entry.is_page else "post"] += 1
        post = posts.get(arrival.post_id)
        about = entry.title or entry.path or entry.reference
        if arrival.source_hash != entry.fingerprint():
            report.note("changed there", about, CHANGED_THERE)
        if post is None:
            report.note("changed here", about, DELETED)
            continue
        if fingerprint(post) == arrival.result_hash:
            bring_missing(post, entry, arrival, pictures)
        elif arrival.result_hash:
            report.note("changed here", about, CHANGED_HERE)
        if rehearsal:
            addresses.count(entry, post.get_absolute_url(), report)
            talk.count(post, entry)
            continue
        addresses.keep(post, entry, report)  # another form of the export may know more of them
        bring_new_talk(entry, post, talk)


def bring_new_talk(entry, post, talk):
    if not talk.is_new_under(post, entry):
        talk.count(post, entry)
        return
    with transaction.atomic():
        lock_posts(Post.objects.filter(pk=post.pk))
        talk.bring(post, entry)
        count_comments(post)
