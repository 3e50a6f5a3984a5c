"""What a file that nobody knows looks like, in words that help to find the right one."""

BEGINNINGS = (
    (b"\x89PNG", "it is a picture (PNG)"),
    (b"\xff\xd8\xff", "it is a picture (JPEG)"),
    (b"GIF8", "it is a picture (GIF)"),
    (b"RIFF", "it is a picture or a sound"),
    (b"%PDF", "it is a PDF"),
    (b"\x1f\x8b", "it is packed with gzip: unpack it, and hand over what was in it"),
    (b"BZh", "it is packed with bzip2: unpack it, and hand over what was in it"),
    (b"\xfd7zXZ", "it is packed with xz: unpack it, and hand over what was in it"),
    (b"7z\xbc\xaf", "it is packed with 7-Zip: unpack it, and hand over the folder"),
    (b"Rar!", "it is packed with RAR: unpack it, and hand over the folder"),
    (b"PK", "it is an archive: unpack it, and hand over what was in it"),
    (b"SQLite format 3", "it is a database"),
    (b"\xd0\xcf\x11\xe0", "it is an office document"),
)
AT_257 = (b"ustar", "it is a tar archive: unpack it, and hand over the folder")
TEXTS = (
    ("<!doctype html", "it is a page in HTML, as a browser saves it: export the blog instead"),
    ("<html", "it is a page in HTML, as a browser saves it: export the blog instead"),
    ("-- mysql dump", "it is a copy of a database: export the blog from its own desk instead"),
    ("-- phpmyadmin", "it is a copy of a database: export the blog from its own desk instead"),
    ("<?xml", "it is XML, but of something else"),
    ("<", "it is XML or HTML, but of something else"),
    ("{", "it is JSON, but of something else"),
    ("[", "it is JSON, but of something else"),
)
NAMED = 3


def appearance_of(source):
    members = source.members()
    names = [name for name, _number in zip(members, range(NAMED), strict=False)]
    if not names:
        return "nothing is in it"
    if names != [source.name]:
        more = " ..." if next(members, None) else ""
        return f"it holds {', '.join(names)}{more}"
    return look(source.beginning(source.name))


def look(beginning):
    for start, words in BEGINNINGS:
        if beginning.startswith(start):
            return words
    if beginning[257:].startswith(AT_257[0]):
        return AT_257[1]
    text = beginning.decode("utf-8", "replace").lstrip("\ufeff \t\r\n").lower()
    for start, words in TEXTS:
        if text.startswith(start):
            return words
    return "it is no text" if "\0" in text or "\ufffd" in text[:200] else "it is plain text"
