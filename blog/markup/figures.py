"""Figures: pictures, a table, a quotation or code with a caption. Around anything else they are dissolved."""

from . import tree
from .inline import copy_inline


def add_figure(element, target, attributes, fill):
    """`fill(target, source)` puts content into a figure as blocks."""
    caption = take_caption(element)
    figure = tree.add(target, "figure", attributes)
    fill(figure, element)
    if figure.find("figure/figcaption") is None:
        dissolve_lone_figures(figure)
        dissolve_picture_lines(figure)
        if any(child.tag != "p" for child in figure):
            if not tree.is_empty(caption):
                figure.append(caption)
            return
    take_apart(figure, caption, target)


def take_caption(element):
    """What was said of the whole figure; figures within it keep their own."""
    caption = tree.new("figcaption")
    for found in list(element.iter("figcaption")):
        if next(found.iterancestors("figure"), None) is element:
            copy_inline(found, caption)
            tree.remove(found)
    tree.trim(caption)
    return caption


def take_apart(figure, caption, target):
    """What stands in a figure that cannot be one, and the caption below it."""
    target.remove(figure)
    parts = list(figure)
    target.extend(parts)
    if tree.is_empty(caption):
        return
    if len(parts) == 1 and parts[0].tag == "p":
        parts[0].set("class", "remote-picture")
        tree.add(parts[0], "br")
        copy_inline(caption, parts[0])
    else:
        copy_inline(caption, tree.add(target, "p"))


def dissolve_lone_figures(figure):
    for inner in figure.findall("figure"):
        replace(figure, inner, list(inner))


def dissolve_picture_lines(figure):
    """The pictures of a gallery stand in the figure itself, not in paragraphs of it."""
    for paragraph in figure.findall("p"):
        if holds_pictures_only(paragraph):
            replace(figure, paragraph, [part for part in paragraph if part.tag != "br"])


def holds_pictures_only(paragraph):
    tags = {element.tag for element in paragraph.iterdescendants()}
    return "img" in tags <= {"img", "a", "br"} and tree.is_blank("".join(paragraph.itertext()))


def replace(parent, child, parts):
    position = parent.index(child)
    parent.remove(child)
    for offset, part in enumerate(parts):
        part.tail = None
        parent.insert(position + offset, part)
