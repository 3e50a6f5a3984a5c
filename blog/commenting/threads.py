"""A post's threads as the page draws them: from parent ids, in one pass, in two queries whatever their number."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from blog.models import Comment
from blog.models.comments import MAX_THREAD_DEPTH, ROOTS_A_PAGE

UNSEEN_FIELDS = ("comment", "user_email", "folded_email", "user_url", "ip_address", "import_reference")


def thread_page(post, number):
    """
    Page `number` (as a visitor typed it) of a post's threads, oldest first: a Page whose object_list are lines, top to
    bottom. Raises InvalidPage.
    """
    roots = Comment.objects.thread_roots().filter(post=post).order_by("posted_at", "pk").values_list("pk", flat=True)
    page = Paginator(list(roots), ROOTS_A_PAGE).page(number)
    page.object_list = lines(post, page.object_list)
    return page


def lines(post, roots):
    if not roots:
        return []
    found = Comment.objects.in_threads().filter(Q(pk__in=roots) | Q(root__in=roots), post=post)
    found = found.select_related(None).defer(*UNSEEN_FIELDS).order_by("posted_at", "pk")
    comments = {comment.pk: comment for comment in found}
    answers = {}
    for comment in comments.values():
        answers.setdefault(parent_of(comment, comments), []).append(comment)
    kept = in_view(comments)
    authors = {byline.author.user_id for byline in post.bylines.all()} - {None}
    return [
        line(comment, depth, comments.get(comment.reply_to_id), authors)
        for comment, depth in walk(roots, comments, answers)
        if comment.pk in kept
    ]


def parent_of(comment, comments):
    """Under which comment one is drawn: the answered one, or the thread's first when that is gone for good."""
    if comment.root_id is None:
        return None
    return comment.reply_to_id if comment.reply_to_id in comments else comment.root_id


def walk(roots, comments, answers):
    """Each comment with its depth, answers right below what they answer. No recursion: a chain may be endless."""
    waiting = [(comments[pk], 0) for pk in reversed(roots) if pk in comments]
    while waiting:
        comment, depth = waiting.pop()
        yield comment, depth
        waiting.extend((answer, depth + 1) for answer in reversed(answers.get(comment.pk, ())))


def in_view(comments):
    """The shown comments and those above them. The others are gone, with nothing below them to see."""
    kept = set()
    for comment in comments.values():
        above = comment if comment.is_shown() else None
        while above is not None and above.pk not in kept:
            kept.add(above.pk)
            above = comments.get(parent_of(above, comments))
    return kept


def line(comment, depth, answered, authors):
    """What the template asks of a comment, ready to print: a thousand of them must not cost a page."""
    if not comment.is_shown():
        return {"code": comment.code, "depth": min(depth, MAX_THREAD_DEPTH), "is_gone": True}
    posted_at = timezone.localtime(comment.posted_at)
    return {
        "code": comment.code,
        "path": comment.get_absolute_url(),
        "depth": min(depth, MAX_THREAD_DEPTH),
        "answered": answered if depth > MAX_THREAD_DEPTH else None,
        "name": comment.user_name,
        "is_by_author": comment.imported_as_author or comment.user_id in authors,
        "posted_at": posted_at.isoformat(timespec="minutes"),
        "posted": date_format(posted_at, "j F Y, H:i"),
        "html": comment.html,
        "like_count": comment.like_count,
    }
