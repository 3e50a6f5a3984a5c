"""How a stranger is told from another, as far as that goes without a cookie."""

from django.utils.crypto import salted_hmac

from blog.visitors import network_of


def stranger_key(request, comment, *signs):
    """
    The same for the same visitor and comment, different for each comment: it keeps anyone from counting twice and
    tells nothing of who liked what.
    """
    return salted_hmac(
        "stranger", "|".join([comment.code, network_of(request), *signs]), algorithm="sha256"
    ).hexdigest()


def account_of(request):
    return request.user if request.user.is_authenticated else None
