"""What of a request decides which page it gets."""

from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http.request import split_domain_port, validate_host

# Parameters of pages of ours. Others change nothing on any page: they neither split the cache nor reach a view.
USED = {"category", "days", "kind", "letter", "level", "page", "role", "skill", "sort", "tag", "thread"}
# Of these a blog that moved in had pages: they redirect, or search.
PASSED_ON = {"alt", "amp", "attachment_id", "author", "cat", "feed", "m", "p", "page_id", "paged", "preview", "s"}
PASSED_ON |= {"q", "reply_to"}
# Personal, or files: nothing of it is a page for everyone.
PASSED_PATHS = ("/static/", "/media/", "/admin/", "/accounts/", "/me/")
MOST_QUERY = 500
# What a browser asks for beside the page itself; a drawing must be the whole page.
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE")


def key_of(environ):
    """(host, path, query) under which the page is kept, or None for what is not ours to answer."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    host, path, query = environ.get("HTTP_HOST", ""), environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if not is_our_host(host) or must_become_https(environ) or path.startswith(PASSED_PATHS):
        return None
    return key_with_query(host, path, query) if query else (host, path, "")


def key_with_query(host, path, query):
    if len(query) > MOST_QUERY:
        return None
    pairs = parse_qsl(query, keep_blank_values=True)
    if any(name in PASSED_ON for name, _value in pairs):
        return None
    return host, path, urlencode([pair for pair in pairs if pair[0] in USED])


KNOWN_HOSTS = {}


def is_our_host(host):
    if host not in KNOWN_HOSTS:
        if len(KNOWN_HOSTS) > 100:
            KNOWN_HOSTS.clear()  # somebody tries names
        allowed = settings.ALLOWED_HOSTS or ([".localhost", "127.0.0.1", "[::1]"] if settings.DEBUG else [])
        KNOWN_HOSTS[host] = validate_host(split_domain_port(host)[0], allowed)
    return KNOWN_HOSTS[host]


def must_become_https(environ):
    if not settings.SECURE_SSL_REDIRECT:
        return False
    name, value = settings.SECURE_PROXY_SSL_HEADER or ("", "")
    told = environ.get(name)
    return (told.split(",")[0].strip() != value) if told else environ.get("wsgi.url_scheme") != "https"


def whole(environ, query):
    """The same request for the whole page, and no more than the page uses of it."""
    asked = {name: value for name, value in environ.items() if name not in CONDITIONS}
    return {**asked, "REQUEST_METHOD": "GET", "QUERY_STRING": query}
