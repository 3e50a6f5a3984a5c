"""
Small pieces that come many to a page: cards, lines, comments. Each through its template would cost more than all the
rest of the page. So a piece goes through its template once in each of its forms (with a day or without, by an author or
not ...), and all of that form are cast in that mould.
"""

import html
import re
from functools import lru_cache, wraps

from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST_MOULDS = 2000
MOST_PIECES = 1000  # of each function, a kilobyte each
# Signs that stand for nothing, so no template has them. What is filled in is not looked through again.
SLOT = re.compile("\ue000(\\w+)\ue001")

moulds = {}


def once(function):
    """What this function casts of values, which have to be all that it depends on, is cast once."""
    kept = lru_cache(maxsize=MOST_PIECES)(function)

    @wraps(function)
    def cast_once(*values):
        return function(*values) if settings.DEBUG else kept(*values)

    return cast_once


def cast(template, **values):
    """
    The template filled with these values. Texts that are not empty are filled in, escaped unless they are safe. Which
    those are, and every other value (flags, small numbers), makes the form: all that the template's conditions may ask.
    """
    filling, form = {}, {}
    for name, value in values.items():
        if value and isinstance(value, str):
            filling[name] = value if hasattr(value, "__html__") else html.escape(value)
        else:
            form[name] = value
    return SafeString(mould_of(template, tuple(filling), form) % filling)


def mould_of(template, slots, form):
    """A text to fill with `%` and a dict of what stands in the slots, which nobody escapes."""
    key = (template, get_language(), slots, *form.items())
    mould = moulds.get(key)
    if mould is None:
        mould = make_mould(template, slots, form)
        if not settings.DEBUG:  # who changes a template wants to see it
            if len(moulds) >= MOST_MOULDS:
                moulds.clear()
            moulds[key] = mould
    return mould


def make_mould(template, slots, form):
    signs = {name: SafeString(f"\ue000{name}\ue001") for name in slots}
    drawn = get_template(template).render({**form, **signs}).strip()
    return SLOT.sub(r"%(\1)s", drawn.replace("%", "%%"))
