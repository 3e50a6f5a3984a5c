"""The elements that WordPress gave its pictures, captions, files and quotations, in the plain words of HTML."""

from blog.markup import tree

from .. import fragments
from ..pictures import background_of, tidy_pictures
from ..videos import link_players

# Buttons, counters and offers around the words of a post.
ADDED = ("wp-block-file__button", "sharedaddy", "jp-relatedposts", "addtoany_share_save_container")


def plainly(text):
    root = fragments.parse(text)
    if root is None:
        return text
    for element in fragments.with_class(root, *ADDED):
        fragments.remove(element)
    tidy_pictures(root)
    for tidy in (
        caption_figures,
        gallery_lists,
        gallery_definitions,
        covers,
        verses,
        pull_quotes,
        link_players,
        fragments.unlink_footnotes,
    ):
        tidy(root)
    return tree.serialize(root)


def caption_figures(root):
    """<div class="wp-caption"><img><p class="wp-caption-text">: a figure, before there were any."""
    for frame in fragments.with_class(root, "wp-caption"):
        captions = fragments.with_class(frame, "wp-caption-text")
        fragments.rename(frame, "figure")
        for caption in captions:
            fragments.rename(caption, "figcaption")


def gallery_lists(root):
    """Figures in a list in a figure, or in a list alone: until 2021 galleries were so."""
    for gallery in fragments.with_class(root, "blocks-gallery-grid", "wp-block-gallery"):
        if gallery.tag == "ul":
            for item in gallery.findall("li"):
                fragments.unwrap(item)
            if any(outer.tag == "figure" for outer in gallery.iterancestors()):
                fragments.unwrap(gallery)
            else:
                fragments.rename(gallery, "figure", class_="gallery")


def gallery_definitions(root):
    """<dl class="gallery-item"><dt><img></dt><dd>: what [gallery] was drawn as."""
    for item in fragments.with_class(root, "gallery-item"):
        for caption in fragments.with_class(item, "gallery-caption", "wp-caption-text"):
            fragments.rename(caption, "figcaption")
        for icon in fragments.with_class(item, "gallery-icon"):
            fragments.unwrap(icon)
        fragments.rename(item, "figure")


def covers(root):
    for cover in fragments.with_class(root, "wp-block-cover", "wp-block-cover-image"):
        if (address := background_of(cover)) and cover.find(".//img") is None:
            figure = tree.new("figure")
            tree.add(figure, "img", {"src": address, "alt": ""})
            cover.addprevious(figure)


def verses(root):
    """Verses keep their lines without being code."""
    for verse in fragments.with_class(root, "wp-block-verse"):
        if verse.tag == "pre":
            lines = tree.serialize(verse).strip("\n").split("\n")
            fragments.insert_html(verse, f"<p>{'<br>'.join(lines)}</p>")


def pull_quotes(root):
    for quote in fragments.with_class(root, "wp-block-pullquote"):
        inner = quote.find("blockquote") if quote.tag == "figure" else None
        if inner is not None:
            inner.set("class", "pull-quote")
            fragments.unwrap(quote)
