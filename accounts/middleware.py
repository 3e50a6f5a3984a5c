"""The plain cookie that tells a cached page's script whether it is worth asking who reads."""

SIGNED_IN_COOKIE = "signed_in"
# Only where a session is looked at anyway: everywhere else a page is the same for everyone and sets no cookie.
PERSONAL_PATHS = ("/accounts/", "/admin/", "/me/")


class SignedInCookieMiddleware:
    """It holds no secret and opens nothing; the session does that."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(PERSONAL_PATHS):
            is_known = request.COOKIES.get(SIGNED_IN_COOKIE) == "1"
            if request.user.is_authenticated and not is_known:
                response.set_cookie(
                    SIGNED_IN_COOKIE,
                    "1",
                    max_age=request.session.get_expiry_age(),
                    secure=request.is_secure(),
                    samesite="Lax",
                )
            elif is_known and not request.user.is_authenticated:
                response.delete_cookie(SIGNED_IN_COOKIE, samesite="Lax")
        return response
