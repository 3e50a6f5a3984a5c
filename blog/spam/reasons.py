"""Why something looks like spam, in words. What is stored are the codes."""

from django.utils.translation import gettext_lazy as _

SERVICE, ASKED = "service", "asked"  # codes of what is not our own word
REASONS = {
    "links": _("many links"),
    "only-links": _("hardly more than a link"),
    "short-links": _("links that hide where they lead"),
    "link-domain": _("a link of a kind spam has"),
    "link-html": _("links as HTML or forum code"),
    "phrases": _("phrases of advertising"),
    "invites": _("invites to somebody’s own channel or page"),
    "begs": _("asks for likes, followers or money"),
    "referral": _("a link that pays who left it"),
    "market": _("a link to where things are sold or promoted"),
    "spelt-link": _("an address written out, past the filter"),
    "praise": _("praise by a name that advertises"),
    "foreign": _("a link or number among letters of another script"),
    "contact": _("an address or number to write to"),
    "name": _("a name that advertises"),
    "address": _("a throw-away e-mail address"),
    "mixed-scripts": _("letters of several alphabets within a word"),
    "spaced-letters": _("words with their letters set apart"),
    "capitals": _("mostly capitals"),
    "shouting": _("strings of signs"),
    "repeated": _("the same words again and again"),
    "haste": _("sent faster than one can type"),
    "words": _("words that spam here has"),
    SERVICE: _("the spam service says so"),
    ASKED: _("the spam service has yet to answer"),
}


def in_words(codes):
    """The reasons of a string of codes, as an editor reads them."""
    return ", ".join(str(REASONS[code]) for code in codes.split() if code in REASONS)
