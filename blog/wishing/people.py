"""Who wishes: people, each once, and not too often."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from blog.throttling import Limit, letter, seconds_to_wait
from blog.visitors import is_machine, network_of, stranger_key

# A school class behind one address wishes and votes in one lesson.
WISHES_BY_NETWORK = Limit(20, 3600)
VOTES_BY_NETWORK = Limit(120, 600)
VOTES_FOR_ONE_BY_NETWORK = Limit(40, 24 * 3600)  # whoever changes the browser's name lifts no wish far


def want_person(request):
    if is_machine(request):
        raise PermissionDenied(_("Only people wish for roles. If you are one, please come with a browser."))


def who(request):
    """How `vote_for` knows somebody: by the account, or by browser and network."""
    if request.user.is_authenticated:
        return {"user": request.user}
    browser = request.headers.get("User-Agent", "")
    return {"key_for": lambda code: stranger_key(request, code, browser)}


def wait_to_wish(request):
    return seconds_to_wait(("wish", WISHES_BY_NETWORK, network_of(request)))


def wait_to_vote(request, code):
    network = network_of(request)
    return seconds_to_wait(
        ("vote", VOTES_BY_NETWORK, network), ("vote-for", VOTES_FOR_ONE_BY_NETWORK, f"{network}|{code}")
    )


def wait_for_letter(request, email):
    return seconds_to_wait(*letter(email, network_of(request)))
