"""The application behind its kept pages."""

import threading
import time
from contextlib import suppress
from functools import lru_cache, partial
from operator import itemgetter

from django.conf import settings
from django.utils.http import parse_http_date_safe

from . import changes, shared
from .making import AT_ONCE, collecting
from .requests import key_of, whole
from .shelf import Page, Shelf, encoding_for

# However sure we are of what a page is made of: the longest it is shown without being drawn again.
FRESH_FOR = 300  # seconds
# Pages that change all the time are drawn twice a second at most, but for who has a cookie: who has written sees it.
YOUNG_FOR = 0.5  # seconds
MOST_UNKEPT = 10_000
KEYS = 10_000  # of requests asked last: reading one takes longer than answering it
ASKED = ("REQUEST_METHOD", "HTTP_HOST", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT_ENCODING")
MOST_ASKED = 1500  # letters of all these: no page of ours needs more, and what was asked last is kept in memory
NOT_MODIFIED = "304 Not Modified"
OF_A_BODY = ("content-type", "content-encoding", "content-length")
WAIT_FOR_ANOTHER = 10  # seconds a request waits for the one that draws the same page
SET_HERE = ("cache-control", "content-encoding", "etag", "vary")
# What the server knows, browsers do unasked, and the content policy says: each is a hundredth of what an answer costs.
NOT_SENT = ("content-length", "referrer-policy", "x-frame-options")


class KeptPages:
    """
    A WSGI application around another. Only what said what it is made of is kept; all else passes through, and requests
    with one of the parameters `passed_on` at once. `stored`: where other processes find them; None for nowhere.
    """

    def __init__(self, application, *, passed_on=(), shelf=None, stored=None):
        self.application = application
        self.key_of = lru_cache(KEYS)(partial(key_of, passed_on=frozenset(passed_on)))
        self.told_scheme = (settings.SECURE_PROXY_SSL_HEADER or ("",))[0]
        # The scheme leads to another answer only where HTTP has to become HTTPS.
        scheme = [self.told_scheme or "wsgi.url_scheme"] if settings.SECURE_SSL_REDIRECT else []
        self.asked = itemgetter(*ASKED, *scheme)
        self.ready = {}  # {what was asked: (until, page, headers, [body])}; found with one look
        self.versions = changes.versions()
        self.at_once = self.versions.places([AT_ONCE])
        self.shelf, self.stored = shelf or Shelf(), stored
        self.drawing, self.lock = {}, threading.Lock()
        self.unkept = set()  # keys of what was not for everyone: nobody waits for another's
        changes.follow_others()

    def __call__(self, environ, start_response):
        try:
            until, page, headers, parts = self.ready[self.asked(environ)]
        except KeyError:
            return self.find(environ, start_response)
        if until <= time.time() or not self.is_current(page) or has_condition(environ):
            return self.find(environ, start_response)
        page.was_asked = True
        start_response(page.status, headers)
        return parts

    def find(self, environ, start_response):
        *asked, encodings = map(environ.get, ASKED)
        asked += environ.get("wsgi.url_scheme"), environ.get(self.told_scheme)
        is_long = len("".join(filter(None, [*asked, encodings]))) > MOST_ASKED
        key = None if is_long else self.key_of(*asked)
        if key is None:
            return self.application(environ, start_response)
        shown = self.show(self.shelf.get(key), environ, start_response)
        return self.draw_or_wait(key, environ, start_response) if shown is None else shown

    def show(self, page, environ, start_response):
        """The answer with this page; None where it is too old for who asks."""
        if page is None:
            return None
        if self.is_fresh(page):
            self.make_ready(environ, page)
            return answer(environ, start_response, page)
        if self.is_young(page) and "HTTP_COOKIE" not in environ:
            return answer(environ, start_response, page, shared.ASK_FIRST)
        return None

    def make_ready(self, environ, page):
        """For whoever asks next in the very same words, as browsers of one kind do."""
        with suppress(KeyError):  # a request without one of them
            asked = self.asked(environ)
            if environ["REQUEST_METHOD"] == "GET" and not has_condition(environ):
                until = min(page.fresh_until, page.shared_until or page.fresh_until)
                headers, body = page.answer(encoding_for(environ["HTTP_ACCEPT_ENCODING"]), None)
                if len(self.ready) >= KEYS:
                    self.ready.clear()
                self.ready[asked] = until, page, headers, [body]

    def put_on_shelf(self, key, page):
        self.shelf.put(key, page)
        self.ready.clear()  # what left its place would stay in memory

    def is_fresh(self, page):
        return page.fresh_until > time.time() and self.is_current(page)

    def is_current(self, page):
        count = self.versions.numbers[0]
        if page.count == count:
            return True
        if self.versions.is_newer(page.places, page.count):
            return False
        page.count = count  # nothing of it changed until then
        return True

    def is_young(self, page):
        """Whether it was as it should be a moment ago, and since then nothing is due or has to be seen at once."""
        now = time.time()
        is_new = 0 <= now - page.drawn_at < YOUNG_FOR and page.fresh_until > now
        return is_new and not self.versions.is_newer(self.at_once, page.count)

    def draw_or_wait(self, key, environ, start_response):
        """Many ask for a page that is missing: one draws it, the others take it from the shelf."""
        if key in self.unkept:
            return self.draw(key, environ, start_response)
        with self.lock:
            done = self.drawing.get(key)
            is_first = done is None
            if is_first:
                done = self.drawing[key] = threading.Event()
        if is_first:
            try:
                return self.take_or_draw(key, environ, start_response)
            finally:
                with self.lock:
                    self.drawing.pop(key, None)
                done.set()
        done.wait(WAIT_FOR_ANOTHER)
        shown = self.show(self.shelf.get(key), environ, start_response)
        return self.draw(key, environ, start_response) if shown is None else shown

    def take_or_draw(self, key, environ, start_response):
        """Another process may have it, or be drawing it."""
        if self.stored is None:
            return self.draw(key, environ, start_response)
        if (shown := self.show_stored(key, environ, start_response)) is not None:
            return shown
        with self.stored.alone(key, WAIT_FOR_ANOTHER) as waited:
            if waited and (shown := self.show_stored(key, environ, start_response)) is not None:
                return shown
            return self.draw(key, environ, start_response)

    def show_stored(self, key, environ, start_response):
        """The answer with the page another process has drawn, which comes onto our shelf; None as in `show`."""
        page = self.stored.get(key)
        if page is None or not (self.is_fresh(page) or self.is_young(page)):
            return None
        self.put_on_shelf(key, page)
        return self.show(page, environ, start_response)

    def draw(self, key, environ, start_response):
        began, count = time.time(), changes.versions().count
        drawn = Drawn()
        with collecting() as making:
            body = drawn.read(self.application(whole(environ), drawn.start))
        if drawn.failed():
            return self.answer_failed(key, environ, start_response, drawn, body)
        if not making.is_whole or not drawn.is_for_everyone():
            self.forget(key)
            # Its conditions were taken off, so it is whole: right for anyone who asked.
            return drawn.pass_on(environ, start_response, body)
        page = self.keep(key, drawn, body, making, count, began)
        return answer(environ, start_response, page)

    def forget(self, key):
        """It is not for everyone, or no more: nobody waits for it, and no failure may bring back what it was."""
        self.shelf.drop(key)
        self.ready.clear()
        if self.stored is not None:
            self.stored.drop(key)
        if len(self.unkept) > MOST_UNKEPT:
            self.unkept.clear()
        self.unkept.add(key)

    def keep(self, key, drawn, body, making, count, began):
        now = time.time()
        places = changes.versions().places(making.names)
        until = min(making.until or now + FRESH_FOR, now + FRESH_FOR)
        headers = [(name, value) for name, value in drawn.headers if name.lower() not in (*SET_HERE, *NOT_SENT)]
        headers += shared.key_headers(making.names)
        modified = drawn.get("last-modified")
        page = Page(drawn.status, headers, body, places, count, began, until, last_modified=modified)
        if own := drawn.get("cache-control"):
            page.control = own
        elif making.until:
            page.shared_until = making.until - settings.SHARED_CACHE_SECONDS
        self.unkept.discard(key)
        if until > now:
            self.put_on_shelf(key, page)
            if self.stored is not None:
                page.is_stored = self.stored.put(key, page)
        return page

    def answer_failed(self, key, environ, start_response, drawn, body):
        """
        The last good page is better than none, and says that it is old; not if something may have been taken out of it
        since.
        """
        page = self.shelf.get(key)
        if self.stored is not None and (page is None or page.is_stored):
            page = self.stored.get(key)  # another process may have drawn a newer one, or found that it is gone
        if page is None or self.versions.may_lack(page.places, page.count):
            return drawn.pass_on(environ, start_response, body)
        return answer(environ, start_response, page, shared.ASK_FIRST, [("Warning", '110 - "Response is Stale"')])


class Drawn:
    """What the application answered."""

    def __init__(self):
        self.status, self.headers = "", []

    def start(self, status, headers, exc_info=None):
        self.status, self.headers = status, headers

    def read(self, parts):
        try:
            return b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()

    def get(self, name):
        return next((value for each, value in self.headers if each.lower() == name), "")

    def failed(self):
        return self.status.startswith("5")

    def is_for_everyone(self):
        control = self.get("cache-control").lower()
        return (
            self.status.startswith("200")
            and not self.get("set-cookie")
            and "cookie" not in self.get("vary").lower()
            and not any(word in control for word in ("private", "no-store"))
        )

    def pass_on(self, environ, start_response, body):
        if self.status.startswith("200") and is_unchanged(environ, self.get("etag"), self.get("last-modified")):
            start_response(NOT_MODIFIED, [row for row in self.headers if row[0].lower() not in OF_A_BODY])
            return []
        start_response(self.status, self.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def answer(environ, start_response, page, control=None, more=()):
    encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
    if control is None and page.shared_until is not None and page.shared_until <= time.time():
        control = shared.ASK_FIRST
    headers, body = page.answer(encoding, control)
    # Told that nothing changed, nginx shows what it has for as long as that said once, whatever is said now.
    may_be_kept = control in (None, page.control)
    if may_be_kept and has_condition(environ) and is_unchanged(environ, dict(headers)["ETag"], page.last_modified):
        kept = [(name, value) for name, value in headers if name.lower() not in OF_A_BODY]
        start_response(NOT_MODIFIED, [*kept, *more])
        return []
    if environ["REQUEST_METHOD"] == "HEAD":
        start_response(page.status, [*headers, ("Content-Length", str(len(body))), *more])
        return []
    start_response(page.status, [*headers, *more])
    return [body]


def has_condition(environ):
    return "HTTP_IF_NONE_MATCH" in environ or "HTTP_IF_MODIFIED_SINCE" in environ


def is_unchanged(environ, etag, last_modified):
    """Whether the client has it already (RFC 9110, 13.2.2)."""
    if asked := environ.get("HTTP_IF_NONE_MATCH"):
        known = [one.strip().removeprefix("W/") for one in asked.split(",")]
        return bool(etag) and (etag in known or "*" in known)
    # The very time, since the newest thing of a feed is an older one after something was taken out of it.
    since = parse_http_date_safe(environ.get("HTTP_IF_MODIFIED_SINCE", "")) if last_modified else None
    return since is not None and since == parse_http_date_safe(last_modified)
