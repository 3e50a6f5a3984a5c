"""Players and frames in a page become links that say what they lead to."""

import re

from . import fragments
from .embedded import kind_of, media_link

PLAYERS = ("iframe", "object", "embed", "video", "audio")
ADDRESSES = ("src", "data-src", "data", "data-video-url", "href")
PARAMETERS = {"movie", "src", "filename", "url"}
HOST = re.compile(r"(?:https?:)?//(?:www\.)?([\w.-]+)", re.IGNORECASE)
OF_BLOGGER = {"blogger.com", "video.google.com"}
# What players are called when nobody gave them a name.
SAY_NOTHING = {"youtube video player", "vimeo-player", "vimeo video player", "dailymotion video player", "video player"}
GIST = re.compile(r"^(?:https?:)?//gist\.github\.com/[\w-]+/\w+")


def link_players(root):
    for player in [element for element in fragments.elements(root) if element.tag in PLAYERS]:
        if player.getparent() is not None and not is_within(player, PLAYERS):
            fragments.insert_html(player, link_for(player))
    for script in list(root.iter("script")):
        # Code that a page showed by fetching it.
        gist = GIST.match(script.get("src", ""))
        fragments.insert_html(script, media_link(gist[0], gist[0].partition("//")[2]) if gist else "")


def is_within(element, tags):
    return any(outer.tag in tags for outer in element.iterancestors())


def link_for(player):
    kind = player.tag if player.tag in ("video", "audio") else ""
    title = player.get("title") or player.get("aria-label") or ""
    title = "" if title.lower() in SAY_NOTHING else title
    return next((link for address in addresses_of(player) if (link := link_to(address, title, kind))), "")


def link_to(address, title, kind):
    host = HOST.match(address or "")
    if host and not kind:
        kind = "video" if host[1] in OF_BLOGGER else kind_of(host[1], address.partition("?")[0])
        # A frame that is no player is called after the site it shows.
        title = title or ("" if kind else host[1])
    return media_link(address, title, kind)


def addresses_of(player):
    """Everything a player names that might be what it plays, the likeliest first."""
    for element in player.iter():
        if element.tag == "param":
            if element.get("name", "").lower() in PARAMETERS:
                yield element.get("value")
        elif element.tag != "a":
            yield from (element.get(name) for name in ADDRESSES if element.get(name))
    yield from (link.get("href") for link in player.iter("a"))
