"""Absolute addresses: from SITE_URL alone, never from what a visitor's request says the host is."""

from urllib.parse import urljoin

from django.conf import settings
from lxml import html


def absolute(path):
    """The full address of a path of this site; an address that is full already stays as it is."""
    if path[:1] == "/" != path[1:2]:
        return f"{settings.SITE_URL}{path}"
    return urljoin(f"{settings.SITE_URL}/", path)


def absolute_links(fragment):
    """HTML for readers elsewhere, feed or mail: its links and pictures lead back to this site."""
    if not fragment.strip():
        return ""
    body = html.fragment_fromstring(fragment, create_parent="div")
    body.make_links_absolute(settings.SITE_URL, handle_failures="ignore")
    for element in body.iter("img", "source"):
        # lxml knows no srcset, and a feed reader chooses no sizes: the plain address is enough.
        element.attrib.pop("srcset", None)
        element.attrib.pop("sizes", None)
    return html.tostring(body, encoding="unicode").removeprefix("<div>").removesuffix("</div>")
