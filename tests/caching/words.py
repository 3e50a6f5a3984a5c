"""
Two applications for a server behind a cache: `site`, the site itself; `words`, whose pages under /page/ are kept, and
others are not. What those say stands in the folder of its state.
"""

from django.conf import settings

settings.SHARED_CACHE_SECONDS, settings.ALLOWED_HOSTS = 2, ["careers.example.org", "127.0.0.1"]

from blog.caching import KeptPages, keep_page  # noqa: E402
from careerguide.wsgi import application as site  # noqa: E402, F401


def say(environ, start_response):
    path = environ["PATH_INFO"]
    with (settings.VAR_DIR / "asked").open("a") as asked:
        print(environ["REQUEST_METHOD"], path, file=asked)
    if path == "/cookie/":
        start_response("200 OK", [("Set-Cookie", "a=b"), ("Cache-Control", "public, s-maxage=60")])
        return [b"mine"]
    if path.startswith("/page/"):
        keep_page("thing")
    status, words = (settings.VAR_DIR / "words").read_text().split("\n")
    start_response(status, [("Content-Type", "text/plain")])
    return [words.encode()]


words = KeptPages(say)
