"""
How hard a text is to read, as a number that needs to know no language: LIX, the words of a sentence plus the per cent
of words with more than six letters. About 30 is a story, 40 a magazine, 50 a newspaper, from 60 on it is law (C. H.
Björnsson, Läsbarhet, 1968; compared over eleven languages in Reading Research Quarterly 18, 1983). For scripts that
part no words it says nothing, and is not asked.
"""

import re

from django.utils.translation import gettext as _

from blog.markup import plain_text
from blog.search.words import UNSPACED_CHARACTER

from .registry import warning

HARD = 60
LEAST_WORDS = 60  # of fewer the number says little
LONG_WORD = 7  # letters
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?…:;؟।]+(?=\s|$)|\n")


@warning
def texts_are_readable(subject):
    """The hardest text of all is named; the next save names the next."""
    texts = {field: plain_text(getattr(subject.post, field)) for field in subject.texts}
    hard = {field: ease for field, text in texts.items() if (ease := lix(text)) and sum(ease) > HARD}
    if hard:
        field, (sentence, long_words) = max(hard.items(), key=lambda found: sum(found[1]))
        facts = {"lix": round(sentence + long_words), "words": round(sentence), "share": round(long_words)}
        yield (
            field,
            _(
                "This text is hard to read: %(words)d words a sentence, %(share)d in a hundred of them long "
                "(LIX %(lix)d; newspapers are near 50)."
            )
            % facts,
        )


def lix(text):
    """(words a sentence, per cent of long words), which added give the number; None where it says nothing."""
    words = WORD.findall(text)
    if len(words) < LEAST_WORDS or UNSPACED_CHARACTER.search(text):
        return None
    sentences = sum(bool(WORD.search(sentence)) for sentence in SENTENCE_END.split(text))
    long_words = sum(len(word) >= LONG_WORD for word in words)
    return len(words) / sentences, 100 * long_words / len(words)
