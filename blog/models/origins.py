"""Where pictures of imported posts were, and what their addresses say of their size."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.db import models

# Where Blogger and its forerunners keep pictures: a part of the path means a size, and `s0` the original.
GOOGLE_HOSTS = re.compile(
    r"(?:.*\.bp\.blogspot\.com|bp\d*\.blogger\.com|blogger\.googleusercontent\.com|lh\d+\.googleusercontent\.com"
    r"|lh\d+\.ggpht\.com)"
)
SIZE = r"[swh]\d{1,5}(?:-[a-z0-9]+)*"
SIZE_PART = re.compile(SIZE, re.IGNORECASE)
SIZE_ENDING = re.compile(rf"=(?:{SIZE})$", re.IGNORECASE)
WORDPRESS_CDN = re.compile(r"i\d\.wp\.com")
WORDPRESS_SIZE = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled)(?=\.[a-z]{3,4}$)", re.IGNORECASE)
GHOST_SIZE = re.compile(r"(/content/images)/size/[wh0-9]+(?:/format/[a-z]+)?/", re.IGNORECASE)
RESIZING = {"w", "h", "resize", "fit", "crop", "quality", "strip", "ssl", "zoom", "width", "height"}


def full_size(url):
    """The address of the same picture at full size, where the host is known to have one; else the address itself."""
    url = f"https:{url}" if url.startswith("//") else url
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return url
    if GOOGLE_HOSTS.fullmatch(host):
        return at_google(parts)
    if WORDPRESS_CDN.fullmatch(host):
        scheme = "https" if dict(parse_qsl(parts.query)).get("ssl") == "1" else "http"
        return full_size(f"{scheme}:/{parts.path}") if parts.path.count("/") > 1 else url
    if "/wp-content/" in parts.path or host.endswith(".files.wordpress.com"):
        path = WORDPRESS_SIZE.sub("", parts.path)
        return urlunsplit(parts._replace(path=path, query=without_resizing(parts.query), fragment=""))
    return urlunsplit(parts._replace(path=GHOST_SIZE.sub(r"\1/", parts.path)))


def at_google(parts):
    folder, _slash, name = parts.path.rpartition("/")
    above, _slash, last = folder.rpartition("/")
    query = parts.query
    if SIZE_ENDING.search(name):
        path = f"{folder}/{SIZE_ENDING.sub('=s0', name)}"
    elif folder.startswith("/img/a") and "=" not in name:
        path = f"{parts.path}=s0"
    elif SIZE_PART.fullmatch(last):
        path = f"{above}/s0/{name}"
    elif query.startswith("imgmax="):
        path, query = f"{folder}/s0/{name}", ""
    else:
        path = parts.path
    # They answer under both schemes, and a picture is to be known again whichever a post used.
    return urlunsplit(("https", parts.netloc, path, query, ""))


def without_resizing(query):
    return urlencode([(name, value) for name, value in parse_qsl(query) if name not in RESIZING])


def url_hash(url):
    return hashlib.sha256(url.encode(errors="replace")).hexdigest()


class PictureOriginQuerySet(models.QuerySet):
    def of(self, urls):
        """{address: PictureOrigin} of those of these addresses, at full size, that are known."""
        hashes = {url_hash(url): url for url in urls}
        return {hashes[row.url_hash]: row for row in self.filter(url_hash__in=hashes).select_related("picture")}

    def copied(self):
        return self.filter(picture__isnull=False)

    def left_out(self):
        return self.filter(picture=None)
