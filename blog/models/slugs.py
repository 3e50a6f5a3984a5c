"""Slugs in every script: letters, digits and their combining marks stay; everything else becomes a hyphen."""

import re
import unicodedata
import zlib

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

SLUG_LENGTH = 100

# Names that differ only in these signs (C, C++, C#) must differ in their slugs.
SPOKEN_SIGNS = {"+": " plus", "#": " sharp", "&": " and ", "@": " at "}


def is_slug_character(character):
    # Letters, numbers and marks: without its marks a Hindi or Thai word is another word.
    return unicodedata.category(character)[0] in "LNM"


def slugify(text):
    """
    A slug for any text, never empty: "C++ Developer" gives "c-plus-plus-developer", "数据科学家" stays itself.
    A text without a single letter or digit gets a name made from its checksum.
    """
    text = unicodedata.normalize("NFKC", str(text)).casefold()
    for sign, spoken in SPOKEN_SIGNS.items():
        text = text.replace(sign, f"{spoken} ")
    text = unicodedata.normalize("NFC", text)
    slug = "".join(character if is_slug_character(character) else "-" for character in text)
    slug = re.sub("-+", "-", slug).strip("-")[:SLUG_LENGTH].rstrip("-")
    return slug or f"untitled-{zlib.crc32(text.encode()):x}"


def normalize_slug(text):
    """The form under which an address is looked up, however a browser or a person wrote it."""
    return unicodedata.normalize("NFC", text)


def unique_slug(text, taken):
    """The slug of `text`, or that with the first number that `taken(slug)` does not refuse."""
    base = slugify(text)
    slug, number = base, 1
    while taken(slug):
        number += 1
        ending = f"-{number}"
        slug = base[: SLUG_LENGTH - len(ending)] + ending
    return slug


def validate_slug(value):
    if value != normalize_slug(value) or not all(is_slug_character(c) or c in "-_" for c in value):
        raise ValidationError(
            _("Use letters, digits, hyphens and underscores only; other signs cannot stand in an address."),
            code="invalid",
        )


class UnicodeSlugField(models.SlugField):
    """A slug in any script. Django's own field refuses combining marks, and with them most Indic words."""

    default_validators = [validate_slug]

    def __init__(self, *args, max_length=SLUG_LENGTH, **kwargs):
        super().__init__(*args, max_length=max_length, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "max_length": self.max_length}

    def formfield(self, **kwargs):
        # CharField's, past SlugField's, whose form field brings Django's own validator back.
        return models.CharField.formfield(self, **kwargs)


class UnicodeSlugConverter:
    """The path converter `<uslug:...>` for slugs in any script. Another spelling of a slug is no address of its own."""

    regex = r"[^/\s?#\x00-\x1f\x7f]+"

    def to_python(self, value):
        if value != normalize_slug(value):
            raise ValueError("Not composed: reading/addresses.py redirects to the address that is.")
        return value

    def to_url(self, value):
        return value
