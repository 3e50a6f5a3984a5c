"""Saying that a question is answered, and by which comment of its thread."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.names import clean_name
from blog.actions.questions import mark_answered, may_answer, possible_answers

from .origins import same_origin
from .pieces import SeeOther, answer
from .places import get_comment, place_of

MOST_OFFERED = 50  # answers to choose from


@same_origin
@require_http_methods(["GET", "HEAD", "POST"])
def answered(request, code):
    """For accounts: who asked, the post's author, moderators. Whoever asked without one has the receipt."""
    comment = get_comment(code)
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    if not comment.is_question:
        raise Http404(_("This is no question."))
    if not may_answer(request.user, comment):
        raise PermissionDenied(_("Only who asked, the author of the post and moderators can say so."))
    return mark(request, comment, place_of(comment))


def mark(request, comment, back):
    """The page that asks which answer it was, and what its buttons do; `back`: where one comes from."""
    if request.method != "POST":
        answers = possible_answers(comment)[:MOST_OFFERED]
        return answer(request, "answered", {"post": comment.post, "comment": comment, "answers": answers, "back": back})
    chosen = possible_answers(comment).filter(code=clean_name(request.POST.get("answer", ""))).first()
    mark_answered(comment, "open" not in request.POST, answer=chosen)
    return SeeOther(back)
