"""A text as it is compared: in one case, without disguise, and no more of it than can be looked at quickly."""

import re
import unicodedata

LOOKED_AT = 2_500  # characters of the beginning
LOOKED_AT_BEHIND = 500  # and of the end, where links like to stand
LONGEST = 4_000  # some signs are whole sentences when they are written out
# Letters of other alphabets that look like Latin ones.
ALIKE = str.maketrans("абвеёкмнорстухіјѕԁɡοαеρτυνικ", "abbeekmhopctyxijsdgoaeptuvik")
DIGITS = str.maketrans("013457@$", "oieastas")
LEET = re.compile(r"\b(?=\w*[a-z])(?=\w*[013457@$])[\w@$]{4,}\b")
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
WORD = re.compile(r"\w+")


def excerpt(text):
    if len(text) <= LOOKED_AT + LOOKED_AT_BEHIND:
        return text
    return f"{text[:LOOKED_AT]}\n{text[-LOOKED_AT_BEHIND:]}"


def plain(text):
    """In one case and form, without what nobody sees; letters stay in their alphabet."""
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", text))[:LONGEST].casefold()


def undisguised(text):
    """Of plain text: foreign letters that look Latin are, where the word has Latin ones; so are digits for letters."""
    if not text.isascii():
        text = WORD.sub(lambda word: one_alphabet(word[0]), text)
    return LEET.sub(lambda word: word[0] if word[0].isdecimal() else word[0].translate(DIGITS), text)


def one_alphabet(word):
    return word.translate(ALIKE) if is_mixed(word) else word


def is_mixed(word):
    """Whether Latin letters and those of another alphabet that look like them are in one word."""
    if word.isascii():
        return False
    return any("a" <= sign <= "z" for sign in word) and any("\u0370" <= sign <= "\u052f" for sign in word)
