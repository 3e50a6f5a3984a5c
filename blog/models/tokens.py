"""The secrets in the links we mail: signed codes of comments, good for one purpose each."""

import datetime

from django.core import signing

CONFIRM_WITHIN = datetime.timedelta(days=3)
JUDGE_WITHIN = datetime.timedelta(days=14)


def receipt_token(code):
    """
    The secret of a commenter's private link; without an end, since the comment has none either. Whoever typed the
    text has it, before the address is confirmed: it is enough to learn what became of a comment, not to change it.
    """
    return signing.Signer(salt="receipt").sign_object(code)


def own_receipt_token(code):
    """
    The same for who has proved to be the writer, by the mailed link or by signing in: it lets them change the comment.
    """
    return signing.Signer(salt="own-receipt").sign_object(code)


def read_receipt(token):
    """(the comment's code, whether it is the writer who asks); (None, False) for a token that is not ours."""
    if own := read(token, "own-receipt"):
        return own, True
    return read(token, "receipt"), False


def confirm_token(code):
    return signing.dumps(code, salt="confirm")


def code_of_confirm(token):
    """The code of the comment to be confirmed, or None. Wants asking separately whether the link is too old."""
    try:
        return signing.loads(token, salt="confirm")
    except signing.BadSignature:
        return None


def is_confirm_late(token):
    try:
        signing.loads(token, salt="confirm", max_age=CONFIRM_WITHIN)
    except signing.SignatureExpired:
        return True
    return False


def unsubscribe_token(code):
    """For the writer of the comment `code`: no more letters about its thread, or about any."""
    return signing.Signer(salt="unsubscribe").sign_object(code)


def code_of_unsubscribe(token):
    return read(token, "unsubscribe")


def follow_token(code):
    """Mailed to who asks to hear of a thread without an account; `code` is the follower's own."""
    return signing.dumps(code, salt="follow")


def code_of_follow(token):
    """The follower's code, or None for a token that is not ours or too old."""
    try:
        return signing.loads(token, salt="follow", max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        return None


def unfollow_token(code):
    """For whoever follows a thread without having written in it: `code` is the follower's own."""
    return signing.Signer(salt="unfollow").sign_object(code)


def code_of_unfollow(token):
    return read(token, "unfollow")


def judge_token(code, user_pk):
    """Lets one moderator judge one comment without signing in, for a fortnight, while they may do so at all."""
    return signing.dumps([code, user_pk], salt="judge")


def read_judge(token):
    """(the comment's code, the moderator's key), or None for a token that is not ours or too old."""
    try:
        code, user_pk = signing.loads(token, salt="judge", max_age=JUDGE_WITHIN)
    except signing.BadSignature:
        return None
    return code, user_pk


def read(token, salt):
    try:
        return signing.Signer(salt=salt).unsign_object(token)
    except signing.BadSignature:
        return None


def wish_token(code, purpose):
    """For whoever waits for a role; `purpose`: to confirm that, or to stop it. Good as long as their row is there."""
    return signing.Signer(salt=f"wish-{purpose}").sign_object(code)


def code_of_wish(token, purpose):
    return read(token, f"wish-{purpose}")


def correction_token(code, purpose):
    """For whoever suggested a correction; `purpose`: to learn what became of it, or to confirm an address."""
    return signing.Signer(salt=f"correction-{purpose}").sign_object(code)


def code_of_correction(token, purpose):
    return read(token, f"correction-{purpose}")


def desk_mail_token(code):
    """Lets whoever has a letter choose which ones come to the reader of this desk, and nothing else."""
    return signing.Signer(salt="desk-mail").sign_object(code)


def code_of_desk_mail(token):
    return read(token, "desk-mail")
