"""What is looked for and not here, as bare words: what readers miss, and nothing of who they are."""

import re

from django.utils import timezone

from blog.counting import buffer, may_be_counted
from blog.counting.few import Few
from blog.models.counting import MISSED_LENGTH

MOST_WORDS = 5  # whoever types more tells a story, perhaps their own
SEARCHES = Few(500)
NUMBER = re.compile(r"\d(\D?\d){3}")  # four digits and more: a telephone, a birthday, a card
AROUND = "\"'.,;:!?()[]{}<>|*/\\-_=&%$^`~“”‘’„«»"


def note_missed_search(request, query):
    if request.method == "GET" and may_be_counted(request.META) and (words := bare_words(query)):
        today = timezone.localdate()
        if SEARCHES.admits(today, words):
            buffer.note("searches", today, words)


def bare_words(query):
    """In small letters, without signs around them; nothing if they may be somebody's address or number."""
    if "@" in query or NUMBER.search(query):
        return ""
    words = [bare for word in query.casefold().split() if (bare := word.strip(AROUND))]
    text = " ".join(words)
    return text if len(words) <= MOST_WORDS and 1 < len(text) <= MISSED_LENGTH and text.isprintable() else ""
