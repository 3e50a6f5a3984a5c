"""Text into words: the same for what is stored and for what is asked, on every database."""

import functools
import re
import unicodedata

# Scripts written without spaces, or with endings glued on: each character is a word, and a run of them a phrase.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U0001b000-\U0001b16f\U00020000-\U0003134f"
)
# What continues a word without being a letter to Python: combining marks, Indic vowel signs, joiners, soft hyphens.
MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f"
    "\u0670\u06d6-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0980-\u0dff\u0f18-\u0fbc"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f"
)
# C++, C# and F# are words of their own; an apostrophe inside a word is no border.
WORD = re.compile(
    rf"([^\W_{UNSPACED}]++(?:['’{MARKS}]++[^\W_{UNSPACED}]++)*+[{MARKS}]*+(?:\+\+|[+#](?!\w))?|(?=\w)[{UNSPACED}][{MARKS}]*+)"
)
UNSPACED_CHARACTER = re.compile(rf"[{UNSPACED}]")
# Control characters, and halves of surrogate pairs. Our own marks in stored text are among them.
UNKEEPABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
MAX_WORD = 64
SIGNS = str.maketrans({"+": "plus", "#": "sharp"})
# Letters with a stroke or a partner that Unicode does not take apart; the Arabic stroke that only stretches a word.
STROKES = str.maketrans(
    {"\u0640": "", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)


def clean(text):
    """The form in which texts are kept: composed, without the characters that no database or page can hold."""
    return unicodedata.normalize("NFC", UNKEEPABLE.sub(" ", text))


@functools.lru_cache(maxsize=1 << 15)
def fold(word):
    """A word without case, accents or signs: letters and digits only, never empty."""
    text = unicodedata.normalize("NFKD", word[:MAX_WORD].translate(SIGNS)).casefold().translate(STROKES)
    text = "".join(character for character in unicodedata.normalize("NFKD", text) if character.isalnum())
    return unicodedata.normalize("NFC", text) or "x"


def split(text):
    """The text as a list [gap, word, gap, word, ..., gap]; joined again it is the text."""
    return WORD.split(text)


def words(text):
    """The folded words of a text, in order: one for each that `split` finds."""
    return [fold(word) for word in split(clean(text))[1::2]]


def is_unspaced(word):
    return UNSPACED_CHARACTER.match(word) is not None


def glued(text):
    """The words of a text in one."""
    return "".join(words(text))


def whole_name(name):
    """One word for a whole name: who asks for exactly this gets it first."""
    return "namely" + glued(name)[:100]


def kind_word(kind):
    """One word for the kind, so that the index itself picks the essays among all hits."""
    return f"kind{kind}"
