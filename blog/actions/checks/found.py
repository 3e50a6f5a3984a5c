"""
What a search engine shows of a post: its title and its description. Neither has a limit; what is longer than the place
for it is cut off. The numbers are what fits on a desktop's page of results, 600 pixels of title and two lines below
it, where letters are of ordinary width (https://developers.google.com/search/docs/appearance/snippet).
"""

from unicodedata import east_asian_width

from django.utils.translation import gettext as _

from .registry import warning

TITLE_SHOWN, DESCRIPTION_SHOWN = 60, 160  # letters


@warning
def title_is_found_whole(subject):
    if (length := width(subject.post.title)) > TITLE_SHOWN:
        facts = {"length": length, "shown": TITLE_SHOWN}
        yield "title", _("The title has %(length)d letters; search results show about %(shown)d.") % facts


@warning
def description_is_found_whole(subject):
    post = subject.post
    facts = {"length": width(post.get_description()), "shown": DESCRIPTION_SHOWN}
    if facts["length"] <= DESCRIPTION_SHOWN:
        return
    if post.description:
        yield "description", _("The description has %(length)d letters; search results show about %(shown)d.") % facts
    else:
        said = _("The standfirst has %(length)d letters; search results show about %(shown)d: write a description.")
        yield "description", said % facts


@warning
def pages_describe_themselves(subject):
    """Without a standfirst, which other kinds need anyway, results show whatever text comes first."""
    if subject.post.kind == "page" and not subject.post.get_description().strip():
        yield "description", _("Write a description: search results have nothing to show below the title.")


def width(text):
    """Letters, those of double width counted as two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
