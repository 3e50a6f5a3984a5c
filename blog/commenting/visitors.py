"""How a stranger is told from another, as far as that goes without a cookie."""

from blog import visitors


def stranger_key(request, comment, *signs):
    return visitors.stranger_key(request, comment.code, *signs)


def account_of(request):
    return request.user if request.user.is_authenticated else None
