"""What people call themselves: one line that can stand beside others, and nobody else's name."""

import unicodedata
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .models import User

# They turn round the text after them, up to the end of the page if nobody stops them.
OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Joiners stay: Persian and many emoji are written with them.
INVISIBLE = OVERRIDES + "\u200b\u200e\u200f\u2060\u061c\u00ad\ufeff"
MARKS_IN_A_ROW = 4
# Letters of other scripts that look like these.
LOOKALIKES = str.maketrans("авсԁеһіјкӏмнорѕтухѵԝαεικνορτυχ", "abcdehijklmhopstyxvwaeikvoptux")

more_names = []  # functions that give names which nobody may take, beside those of who works here


def clean_name(text):
    """Single spaces, and no towers of marks."""
    visible = "".join(" " if is_control(sign) else sign for sign in text if sign not in INVISIBLE)
    return trim_marks(" ".join(visible.split()))


def trim_marks(text):
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks <= MARKS_IN_A_ROW:
            kept.append(sign)
    return "".join(kept)


def is_control(sign):
    return unicodedata.category(sign) in ("Cc", "Cs", "Cn")


def is_visible(text):
    return any(unicodedata.category(sign)[0] in "LNPS" for sign in text)


def check_name(name, user=None):
    """Raises ValidationError where nobody could see it, or would take it for somebody of the house."""
    if not is_visible(name):
        raise ValidationError(_("A name is needed."))
    if not (user and user.is_staff) and looks(name) in set(map(looks, names_of_the_house())):
        raise ValidationError(_("Somebody who works here has this name. Add something to yours, to be told apart."))


def names_of_the_house():
    for colleague in User.objects.filter(is_staff=True, is_active=True).only("name", "email"):
        yield colleague.get_full_name()
    for give in more_names:
        yield from give()


@lru_cache(maxsize=2000)
def looks(name):
    """The same for names that readers could take for each other."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold().translate(LOOKALIKES))
    return "".join(filter(str.isalnum, plain))
