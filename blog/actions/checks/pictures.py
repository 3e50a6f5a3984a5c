"""Pictures and the words for who cannot see them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.markup import tree
from blog.models import Picture

from .registry import error


@error
def cover_is_described(subject):
    cover = subject.post.cover
    if cover and not cover.is_described():
        yield "cover", _("Describe the cover in its alternative text, or mark it as decorative.")


@error
def pictures_are_described(subject):
    """A picture of the text has its words there, or on the shelf, or is marked as decorative there."""
    silent = {field: list(silent_pictures(text)) for field, text in subject.texts.items()}
    known = described({number for numbers in silent.values() for number in numbers if number})
    for field, numbers in silent.items():
        if number := sum(number not in known for number in numbers):
            yield (
                field,
                ngettext(
                    "Say what the picture in this text shows, or mark it as decorative on its shelf.",
                    "Say what the %(number)d pictures in this text show, or mark them as decorative on their shelf.",
                    number,
                )
                % {"number": number},
            )


def silent_pictures(text):
    """The number on the shelf, or None, of each picture that has no words in the text."""
    for image in text.iter("img"):
        if tree.is_blank(image.get("alt")):
            number = image.get("data-picture", "")
            yield int(number) if number.isdecimal() else None


def described(numbers):
    if not numbers:
        return set()
    rows = Picture.objects.filter(pk__in=numbers).only("alt", "is_decorative")
    return {picture.pk for picture in rows if picture.is_described()}
