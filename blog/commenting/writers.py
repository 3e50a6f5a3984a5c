"""
What becomes of a comment, for its writer: the mailed link that confirms it, the receipt, changing and deleting it.
Every link shows a page, and acts on POST only.
"""

from django.db.models import CharField
from django.views.decorators.http import require_http_methods

from blog.actions import editing, posting
from blog.actions.receipts import follow_answers, mail_own_receipt
from blog.models import Comment, PendingComment
from blog.models.prepared import Given, Prepared
from blog.models.tokens import code_of_confirm, is_confirm_late, read_receipt
from blog.visitors import network_of

from . import throttling
from .answers import mark
from .forms import EditForm
from .origins import same_origin
from .pieces import SeeOther, answer, wants_piece
from .receipts import about_comment, about_pending, changes_of, in_its_thread
from .throttling import seconds_to_wait, wait_for_letter

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@same_origin
@read_or_send
def receipt(request, token):
    """The writer's private link: waiting for the address, waiting for a moderator, shown, or not; and why."""
    code, is_own = read_receipt(token)
    pending, comment = find_pending(code), find_comment(code)
    if pending is None and comment is None:
        return no_receipt(request, code)
    if request.method == "POST":
        return do_as_asked(request, token, pending, comment, is_own)
    return show_receipt(request, token, pending, comment, is_own)


def no_receipt(request, code):
    return answer(request, "no_receipt", {"is_ours": code is not None}, status=410 if code else 404)


def show_receipt(request, token, pending, comment, is_own, **how):
    about = about_pending(pending) if pending else {**about_comment(comment), **changes_of(comment)}
    context = {
        **about,
        "token": token,
        "is_own": is_own,
        "above": [] if wants_piece(request) else in_its_thread((pending or comment).reply_to),  # there it stands above
        "is_again": "again" in request.GET,
        "is_mailed": "mailed" in request.GET,
    }
    return answer(request, "receipt", context, **how)


def do_as_asked(request, token, pending, comment, is_own):
    """What the receipt's own buttons do."""
    if comment and is_own:
        follow_answers(comment, request.POST.get("follow") == "1")
        return SeeOther(request.path)
    email = pending.email if pending else comment.user_email
    if not email:
        return SeeOther(request.path)
    if wait := wait_for_letter(email, network_of(request)):
        return show_receipt(request, token, pending, comment, is_own, status=429, wait=wait)
    if pending:
        posting.mail_confirmation(pending)
        return SeeOther(f"{request.path}?again")
    mail_own_receipt(comment)
    return SeeOther(f"{request.path}?mailed")


@same_origin
@read_or_send
def confirm(request, token):
    """The link mailed to a stranger. The button on its page makes the comment."""
    code = code_of_confirm(token)
    if code is None:
        return answer(request, "no_confirmation", {}, status=404)
    pending = find_pending(code)
    if pending is None and (comment := find_comment(code)):
        if request.method == "POST":
            return SeeOther(comment.get_own_receipt_url())
        return answer(request, "confirmed", about_comment(comment))
    if pending is None or not pending.post.is_public():
        return answer(request, "no_confirmation", {"is_gone": True}, status=410)
    if is_confirm_late(token):
        return answer(request, "confirm", {**about_pending(pending), "is_late": True}, status=410)
    if request.method == "POST":
        return let_in(request, pending)
    return answer(request, "confirm", about_pending(pending))


def let_in(request, pending):
    try:
        comment = posting.confirm_comment(pending)
    except posting.CommentsClosed as closed:
        return answer(request, "confirm", {**about_pending(pending), "reason": closed}, status=403)
    return SeeOther(comment.get_own_receipt_url())


def find_comment(code):
    there = Comment.objects.exclude(state=Comment.State.DELETED)
    return there.filter(code=code).select_related("post", "user", "reply_to__root", "root").first() if code else None


def find_pending(code):
    return next(iter(pending_with_post(code=code)), None) if code else None


@Prepared
def pending_with_post():
    return PendingComment.objects.with_posts().filter(code=Given("code", CharField()))


# Changing it: for who has the writer's own link, and in its time


def own_comment(token):
    """(comment, None), or (None, the code that the link names, if it is one of ours)."""
    code, is_own = read_receipt(token)
    return (find_comment(code) if is_own else None), code


def not_yours(request, token):
    """The link tells what became of the comment and is not enough to change it; or nothing is there any more."""
    code, is_own = read_receipt(token)
    if code is None or is_own or find_comment(code) is None:
        return no_receipt(request, code)
    return answer(request, "not_own", {"token": token}, status=403)


@same_origin
@read_or_send
def edit(request, token):
    comment, _code = own_comment(token)
    if comment is None:
        return not_yours(request, token)
    form = EditForm(comment, data=request.POST if request.method == "POST" else None)
    context = {**about_comment(comment), **changes_of(comment), "token": token, "form": form}
    if request.method != "POST":
        return answer(request, "edit", context, status=403 if context["is_late"] else 200)
    return take_edit(request, comment, form, context)


def take_edit(request, comment, form, context):
    if not form.is_valid():
        return answer(request, "edit", context, status=422)
    if "preview" in request.POST:
        return answer(request, "edit", {**context, "preview": form.preview()})
    if wait := seconds_to_wait(("edit", throttling.EDITS_OF_A_COMMENT, comment.code)):
        return answer(request, "edit", context, status=429, wait=wait)
    try:
        editing.edit_comment(comment, **form.words())
    except (editing.TooLate, posting.CommentsClosed) as late:
        return answer(request, "edit", {**context, "is_late": str(late)}, status=403)
    except posting.CommentRefused as refused:
        form.add_error("body", str(refused))
        return answer(request, "edit", context, status=422)
    return SeeOther(comment.get_own_receipt_url())


@same_origin
@read_or_send
def delete(request, token):
    comment, _code = own_comment(token)
    if comment is None:
        return not_yours(request, token)
    context = {**about_comment(comment), **changes_of(comment), "token": token}
    if request.method == "POST":
        try:
            editing.delete_comment(comment)
        except editing.TooLate as late:
            return answer(request, "delete", {**context, "is_late": str(late)}, status=403)
        return answer(request, "delete", {"post": context["post"], "is_done": True})
    return answer(request, "delete", context, status=403 if context["is_late"] else 200)


@same_origin
@read_or_send
def answered(request, token):
    """Whoever asked says that the question is answered, and by which comment."""
    comment, _code = own_comment(token)
    if comment is None:
        return not_yours(request, token)
    if not comment.is_question or not comment.is_shown():
        return SeeOther(comment.get_own_receipt_url())
    return mark(request, comment, comment.get_own_receipt_url())
