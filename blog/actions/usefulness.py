"""What readers say of a post's use: one answer of a person and day, known by a digest that is worthless tomorrow."""

from django.utils import timezone
from django.utils.translation import gettext as _

from blog.counting import digest_of, new_ones
from blog.models import Reason, Usefulness

MOST_REASONS = 500  # kept of a post; more than that nobody reads


class TooManyReasons(Exception):
    """The argument says so, in a sentence for the reader."""


def say_useful(post, is_useful, *signs):
    """Count it, if it is the first of the day from whoever has these signs (network, browser). Says whether it was."""
    today = timezone.localdate()
    if not new_ones([digest_of(today, "useful", str(post.pk), *signs)]):
        return False
    Usefulness.objects.add([(post.pk, today, int(is_useful), int(not is_useful))])
    return True


def keep_reason(post, is_useful, words):
    """For editors to read; the same words of one day are kept once. Raises TooManyReasons."""
    said = {"post": post, "is_useful": is_useful, "words": words, "said_on": timezone.localdate()}
    if Reason.objects.filter(**said).exists():
        return
    if Reason.objects.filter(post=post).count() >= MOST_REASONS:
        raise TooManyReasons(_("More was said of this page than we can read. Your answer counts all the same."))
    Reason.objects.create(**said)
