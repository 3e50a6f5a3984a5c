"""Titles for posts that never had one."""

from urllib.parse import unquote

from blog.markup import clean_html, plain_text

MOST_WORDS, MOST_CHARACTERS = 9, 70


def title_from(html, path=""):
    """The first words of a text; without any, the last part of its path; without either, nothing."""
    return first_words(plain_text(clean_html(html)).partition("\n")[0]) or name_in(path)


def first_words(line):
    words = line.split()
    kept = " ".join(words[:MOST_WORDS])
    if len(kept) > MOST_CHARACTERS:  # or a script without spaces
        kept = kept[:MOST_CHARACTERS].rpartition(" ")[0] or kept[:MOST_CHARACTERS]
    return kept if kept == " ".join(words) else f"{kept.rstrip(',;:.-–— ')} …" if kept else ""


def name_in(path):
    name = unquote(path.rstrip("/").rpartition("/")[2]).partition(".")[0].replace("-", " ").replace("_", " ").strip()
    return name[:1].upper() + name[1:]
