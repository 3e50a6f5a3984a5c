"""The links of HTML that is safe already: which there are, words behind some of them, other addresses for others."""

import re
from html import escape, unescape

LINK = re.compile(r"<a\b([^>]*)>.*?</a>", re.DOTALL)
HREF = re.compile(r'\bhref="([^"]*)"')


def link_addresses(html):
    """The address of each link, in order."""
    return [address for link in LINK.finditer(html) if (address := address_of(link)) is not None]


def address_of(link):
    href = HREF.search(link[1])
    return href and unescape(href[1])


def with_notes(html, note_of):
    """`note_of(address)` gives the HTML that stands behind the links to it, or nothing."""

    def noted(link):
        note = note_of(address_of(link) or "")
        return f"{link[0]} {note}" if note else link[0]

    return LINK.sub(noted, html)


def with_addresses(html, changed):
    """`changed(address)` gives another address in the place of one, or the same."""

    def moved(link):
        address = address_of(link)
        new = address if address is None else changed(address)
        return link[0] if new == address else HREF.sub(lambda _old: f'href="{escape(new)}"', link[0], count=1)

    return LINK.sub(moved, html)
