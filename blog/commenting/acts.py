"""What an account may do with a comment beside what everybody may, as links: for pages that no cache keeps."""

from django.utils.translation import gettext as _

from blog.actions.desk_letters import may_judge
from blog.actions.featuring import may_feature
from blog.actions.questions import may_answer
from blog.paths import path_of


def acts_on(comment, user):
    """[(label, path)]; wants the comment's post with its authors, if it is a question."""
    acts = []
    if user is None:
        return acts
    path = path_of("blog:comment", comment.code)
    if comment.user_id == user.pk:
        acts.append((_("Change or delete"), comment.get_own_receipt_url()))
    if may_answer(user, comment):
        acts.append((answer_label(comment), f"{path}answered/"))
    if may_moderate(user):
        acts.append((_("Moderate"), f"{path}moderate/"))
    return acts


def answer_label(comment):
    return _("Answered?") if comment.answered_at is None else _("Not answered?")


def may_moderate(user):
    """Whether the page of tools has any for them."""
    return user is not None and (may_judge(user) or may_feature(user))
