"""What the buttons on a receipt do."""

from blog.absolute import absolute
from blog.letters import send_letter

from .following import thread_of, unmute


def mail_own_receipt(comment):
    """Mail the link that lets a comment be changed to the address that was confirmed as its writer's."""
    context = {"post": comment.post, "receipt_url": absolute(comment.get_own_receipt_url())}
    send_letter(comment.user_email, "own_receipt", context)


def follow_answers(comment, wanted):
    """Whether the writer of a comment hears of answers in its thread."""
    comment.followup = wanted
    comment.save(update_fields=["followup"])
    if wanted:
        unmute(comment.folded_email, thread_of(comment))
