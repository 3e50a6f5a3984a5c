"""The elements that Ghost gave its cards, in the plain words of HTML."""

import html

from blog.markup import tree

from .. import fragments
from ..embedded import media_link
from ..pictures import tidy_pictures
from ..videos import link_players

# Forms and offers, which lead to accounts that are not here.
ADDED = (
    "kg-signup-card",
    "kg-email-card",
    "kg-video-overlay",
    "kg-video-player-container",
    "kg-audio-player-container",
)
ADDED += ("kg-product-card-rating", "kg-audio-thumbnail", "kg-toggle-card-icon")


def plainly(text):
    root = fragments.parse(text)
    if root is None:
        return text
    for tidy in (bookmarks, files, sounds, toggles, callouts, quotations):
        tidy(root)
    for element in fragments.with_class(root, *ADDED):
        fragments.remove(element)
    tidy_pictures(root)
    link_players(root)
    fragments.unlink_footnotes(root)
    return tree.serialize(root)


def said_in(element, *classes):
    found = fragments.with_class(element, *classes)
    return fragments.text_in(found[0]) if found else ""


def inside(element, *classes):
    found = fragments.with_class(element, *classes)
    return tree.serialize(found[0]) if found else ""


def first_link(element):
    return next((link.get("href", "") for link in element.iter("a")), "")


def bookmarks(root):
    for card in fragments.with_class(root, "kg-bookmark-card"):
        link = media_link(first_link(card), said_in(card, "kg-bookmark-title"))
        if description := said_in(card, "kg-bookmark-description"):
            link = link.replace("</p>", f"<br>{html.escape(description)}</p>")
        caption = card.find(".//figcaption")
        below = f"<p>{tree.serialize(caption)}</p>" if caption is not None else ""
        fragments.insert_html(card, link + below)


def files(root):
    for card in fragments.with_class(root, "kg-file-card"):
        caption = said_in(card, "kg-file-card-caption")
        link = media_link(first_link(card), said_in(card, "kg-file-card-title", "kg-file-card-filename"), "file")
        fragments.insert_html(card, link + (f"<p>{html.escape(caption)}</p>" if caption else ""))


def sounds(root):
    for card in fragments.with_class(root, "kg-audio-card"):
        player = card.find(".//audio")
        if player is not None:
            fragments.insert_html(card, media_link(player.get("src"), said_in(card, "kg-audio-title"), "audio"))


def toggles(root):
    for card in fragments.with_class(root, "kg-toggle-card"):
        heading = inside(card, "kg-toggle-heading-text") or html.escape(said_in(card, "kg-toggle-heading"))
        content = inside(card, "kg-toggle-content")
        fragments.insert_html(card, f"<details><summary>{heading}</summary>{content}</details>")


def callouts(root):
    for card in fragments.with_class(root, "kg-callout-card"):
        words = inside(card, "kg-callout-text")
        if words:
            emoji = html.escape(said_in(card, "kg-callout-emoji"))
            fragments.insert_html(card, f'<p class="note">{emoji} {words}</p>')


def quotations(root):
    for quote in fragments.with_class(root, "kg-blockquote-alt"):
        quote.set("class", "pull-quote")
