"""Headings inside a text: by them people find their place, with eyes and with ears."""

from django.utils.translation import gettext as _

from blog.markup.blocks import HEADINGS, TOP_HEADING

from .registry import warning


@warning
def headings_are_in_order(subject):
    for field, text in subject.texts.items():
        before = TOP_HEADING - 1
        for heading in text.iter(*HEADINGS):
            if level_of(heading) > before + 1:
                words = {"heading": words_of(heading)}
                yield field, _("“%(heading)s” is too small a heading for its place: one is left out above it.") % words
            before = level_of(heading)


@warning
def headings_have_texts(subject):
    for field, text in subject.texts.items():
        for heading in text.iterchildren(*HEADINGS):
            below = heading.getnext()
            is_end = below is None or (below.tag in HEADINGS and level_of(below) <= level_of(heading))
            if is_end:
                yield field, _("Nothing stands below the heading “%(heading)s”.") % {"heading": words_of(heading)}


def level_of(heading):
    return int(heading.tag[1])


def words_of(heading):
    return " ".join("".join(heading.itertext()).split())
