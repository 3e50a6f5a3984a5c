"""The piece of a text around the words that were looked for, as safe HTML."""

from html import escape  # Django's takes ten times as long, for lazy texts

from django.utils.safestring import mark_safe

from .texts import SEAM

WORDS_BEFORE = 8
SNIPPET_WORDS = 36
MAX_MATCHES = 200  # looked at to find the best place


def snippet(shown, matches):
    """`shown` as the index keeps it; `matches`: the numbers of the words that were found in it, the first being 0."""
    pieces = shown.split(SEAM)
    total = len(pieces) // 2
    start = best_start(matches, total)
    end = min(start + SNIPPET_WORDS, total)
    text = " ".join("".join(marked(pieces, start, end, set(matches))).split())
    text = text.replace("</mark><mark>", "").replace("</mark> <mark>", " ")
    before, after = "… " if start else "", " …" if end < total else ""
    return mark_safe(f"{before}{text}{after}")  # noqa: S308  (`marked` escapes every piece)


def best_start(matches, total):
    """Where the snippet begins so that it holds most matches; the earliest of several."""
    best, best_count = 0, 0
    ordered = sorted(matches)[:MAX_MATCHES]
    for number, match in enumerate(ordered):
        start = max(0, min(match - WORDS_BEFORE, total - SNIPPET_WORDS))
        count = sum(1 for other in ordered[number : number + SNIPPET_WORDS] if other < start + SNIPPET_WORDS)
        if count > best_count:
            best, best_count = start, count
    return best


def marked(pieces, start, end, matches):
    for number in range(start, end):
        word = escape(pieces[2 * number + 1])
        yield f"<mark>{word}</mark>" if number in matches else word
        # After the last word its full stop, but not the space and quote of what follows.
        yield escape(pieces[2 * number + 2] if number + 1 < end else pieces[2 * end].split(" ")[0])
