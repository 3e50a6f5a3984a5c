"""Who contributes: people, and not too often."""

from django.utils.translation import gettext as _

from blog.throttling import Limit, letter, seconds_to_wait
from blog.visitors import is_foreign, is_machine, network_of

# A school class behind one address reads one page in one lesson.
CORRECTIONS_BY_NETWORK = Limit(20, 3600)
SAVES_OF_STORIES = Limit(120, 3600)  # of an account
SAID_BY_NETWORK = {"useful": Limit(200, 3600), "reason": Limit(30, 3600)}


def why_refused(request):
    """In a sentence why nothing is taken from who asks, or nothing."""
    if is_machine(request):
        return _("Only people are listened to here. If you are one, please come with a browser.")
    if is_foreign(request):
        return _("This was sent from another site. Read it through and send it from here.")
    return ""


def wait_to_correct(request, email):
    network = network_of(request)
    counted = [("correction", CORRECTIONS_BY_NETWORK, network)]
    if email:
        counted += letter(email, network)
    return seconds_to_wait(*counted)


def account_of(request):
    return request.user if request.user.is_authenticated else None


def wait_to_say(request, what):
    return seconds_to_wait((what, SAID_BY_NETWORK[what], network_of(request)))


def wait_to_save(request):
    return seconds_to_wait(("story", SAVES_OF_STORIES, str(request.user.pk)))
