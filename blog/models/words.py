"""Text as it is compared: one case, one width, nothing that nobody sees."""

import unicodedata

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def folded(text):
    return " ".join(unicodedata.normalize("NFKC", text).translate(UNSEEN).casefold().split())
