"""Attachments, and the files beside an export that are theirs."""

import re
from urllib.parse import unquote

from .library import Attachment

DATED = re.compile(r"(?:19|20)\d\d/[01]\d/[^/]+$")


def attachment_of(item):
    url = (item.said.get("wp:attachment_url") or item.said.get("guid") or "").strip()
    if not url.startswith(("http://", "https://", "/")) or "?" in url.partition("/wp-content/")[0]:
        return None
    alt = item.meta.get("_wp_attachment_image_alt", "").strip()
    return Attachment(item.id, url, alt, item.said.get("excerpt:encoded", "").strip(), item.title)


def upload_name(address):
    """The part of an address or of a member's name that stays the same wherever uploads lie: "2019/01/name.jpg"."""
    _before, sign, name = unquote(address.partition("?")[0], errors="replace").rpartition("/uploads/")
    if not sign:
        _before, sign, name = f"/{unquote(address, errors='replace')}".rpartition(".files.wordpress.com/")
    return name if sign else dated_name(address)


def dated_name(address):
    """Media exports of WordPress.com hold folders of years and months alone."""
    found = DATED.search(unquote(address, errors="replace"))
    return found[0] if found else ""
