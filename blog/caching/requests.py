"""What of a request decides which page it gets."""

from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http.request import split_domain_port, validate_host

# Parameters that pages for everyone know. Whatever else is asked (utm_source ...) changes nothing on them.
USED = {"by", "category", "days", "kind", "letter", "level", "page", "role", "skill", "sort", "tag", "thread", "typed"}
# Personal, or files: nothing of it is a page for everyone.
PASSED_PATHS = ("/static/", "/media/", "/admin/", "/accounts/", "/me/")
MOST_QUERY = 500
# What a browser asks for beside the page itself; a drawing must be the whole page.
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE")


def key_of(method, host, path, query, scheme, told_scheme, passed_on=()):
    """
    (host, path, query) under which the page is kept, or None for what is not ours to answer. `passed_on`: parameters
    whose requests are for the application alone.
    """
    if method not in ("GET", "HEAD"):
        return None
    # Capital letters and a port make no other page.
    (host, _port), path, query = split_domain_port(host or ""), path or "", query or ""
    if not is_our_host(host) or must_become_https(scheme, told_scheme) or path.startswith(PASSED_PATHS):
        return None
    return key_with_query(host, path, query, passed_on) if query else (host, path, "")


def key_with_query(host, path, query, passed_on):
    if len(query) > MOST_QUERY:
        return None
    pairs = parse_qsl(query, keep_blank_values=True)
    if any(name in passed_on for name, _value in pairs):
        return None
    return host, path, urlencode([pair for pair in pairs if pair[0] in USED])


def is_our_host(host):
    return bool(host) and validate_host(host, settings.ALLOWED_HOSTS)


def must_become_https(scheme, told_scheme):
    if not settings.SECURE_SSL_REDIRECT:
        return False
    return (told_scheme.split(",")[0].strip() if told_scheme else scheme) != "https"


def whole(environ):
    """The same request for the whole page."""
    asked = {name: value for name, value in environ.items() if name not in CONDITIONS}
    return {**asked, "REQUEST_METHOD": "GET"}
