"""What the public could see of an entry on Blogger. What is not known for certain is not public."""

from ..entries import CommentStatus, Status
from .atom import text_in
from .xml import local

NO = {"", "no", "false", "0"}
POSTS = {
    "LIVE": Status.PUBLIC,
    "PUBLISHED": Status.PUBLIC,
    "SCHEDULED": Status.SCHEDULED,
    "DRAFT": Status.DRAFT,
    "SOFT_TRASHED": Status.TRASHED,
    "TRASHED": Status.TRASHED,
    "DELETED": Status.TRASHED,
}
COMMENTS = {
    "LIVE": CommentStatus.SHOWN,
    "PUBLISHED": CommentStatus.SHOWN,
    "PENDING": CommentStatus.WAITING,
    "PENDING_COMMENT": CommentStatus.WAITING,
    "PENDING_MODERATION": CommentStatus.WAITING,
    "SPAM": CommentStatus.SPAM,
    "SPAM_COMMENT": CommentStatus.SPAM,
    "GHOSTED_COMMENT": CommentStatus.REMOVED,
    "REJECTED_COMMENT": CommentStatus.REMOVED,
    "EMPTIED_COMMENT": CommentStatus.REMOVED,
    "SOFT_TRASHED": CommentStatus.REMOVED,
    "DELETED": CommentStatus.REMOVED,
}


def status_of_post(entry):
    """(Status, what is doubtful about it)."""
    said = entry.text("status").upper()
    if is_trashed(entry):
        return Status.TRASHED, ""
    if is_draft(entry):
        return Status.DRAFT, ""
    if said and said not in POSTS:
        return Status.DRAFT, f"has the status {said}, which is not known here: it came in as a draft."
    return POSTS.get(said, Status.PUBLIC), ""


def status_of_comment(entry):
    """(CommentStatus, what is doubtful about it)."""
    said = entry.text("status").upper()
    if is_trashed(entry) or was_emptied(entry):
        return CommentStatus.REMOVED, ""
    if said in COMMENTS:
        return COMMENTS[said], ""
    if said:
        return known_by_its_name(said), f"has the status {said}, which is not known here: it is not shown."
    return (CommentStatus.WAITING if is_draft(entry) else CommentStatus.SHOWN), ""


def known_by_its_name(said):
    for word, status in (("SPAM", CommentStatus.SPAM), ("PENDING", CommentStatus.WAITING)):
        if word in said:
            return status
    refused = ("REJECT", "DELET", "REMOV", "TRASH", "GHOST", "EMPTI")
    return CommentStatus.REMOVED if any(word in said for word in refused) else CommentStatus.WAITING


def is_trashed(entry):
    return entry.text("trashed").lower() not in NO


def is_draft(entry):
    """By `app:control/app:draft`, of whichever of its two namespaces."""
    marks = [child for control in entry.all("control") for child in control if local(child.tag) == "draft"]
    return any(text_in(mark).lower() not in NO for mark in marks)


def was_emptied(entry):
    """Whether only the place of a comment is left: its writer or the blog's took the words away."""
    said = {prop.get("name"): prop.get("value", "") for prop in entry.all("extendedProperty")}
    return said.get("blogger.contentRemoved", "").lower() not in NO
