"""
A stream of an XML file as UTF-8 that a parser takes: decoded by what it is rather than by what it says, without the
characters XML forbids and without anything before its first tag.
"""

import codecs
import re

from ..reports import Refused

CHUNK = 64 * 1024
SAMPLE = 1024**2  # enough to judge an encoding by
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{2,40})["']""")
# Python knows more "encodings" than texts are written in.
OF_TEXTS = re.compile(r"iso|latin|windows|cp\d|koi8|mac|shift|sjis|euc|gb|big5|tis|ascii", re.IGNORECASE)
DECLARATION = re.compile(r"<\?xml\s")
# What a server had to say before the file began, or blanks.
MAX_BEFORE = 8 * 1024
HTML = re.compile(r"<(!doctype\s+html|html\b)", re.IGNORECASE)

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
REFERENCES = re.compile(r"(?:&#(?:[0-9]{1,9}|[xX][0-9a-fA-F]{1,8});)+")
REFERENCE = re.compile(r"&#(?:([0-9]+)|[xX]([0-9a-fA-F]+));")
# A reference, or a pair of them, may stand across the end of a piece.
LONGEST_PAIR = 2 * len("&#xxxxxxxxx;")


class Mended:
    """
    Use as a context manager; `read()` gives some bytes, none at the end. `limit`: how many characters may come before
    the next `start_anew()`; more are refused.
    """

    def __init__(self, source, member, limit):
        self.name, self.limit, self.since = member, limit, 0
        self.raw = source.open(member)
        self.sample = self.raw.read(SAMPLE)
        self.encoding = encoding_of(self.sample)
        self.is_guessed = False  # whether there are bytes that are not UTF-8
        self.lines_before = 0  # that were dropped
        self.pieces = self.mend(self.decode(self.chunks()))
        self.opening = next(self.pieces, "")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.raw.close()

    def looks_like_xml(self):
        return self.opening.startswith("<") and not HTML.search(self.opening, 0, MAX_BEFORE)

    def start_anew(self):
        self.since = 0

    def read(self, _size=-1):
        text, self.opening = self.opening or next(self.pieces, ""), ""
        self.since += len(text)
        if self.since > self.limit:
            size = self.limit // 1024**2
            raise Refused(f"{self.name}: one element is larger than {size} MB. Take it out, or export the blog again.")
        return text.encode()

    def chunks(self):
        chunk, self.sample = self.sample, b""
        while chunk:
            yield chunk
            chunk = self.raw.read(CHUNK)

    def decode(self, chunks):
        if self.encoding == "utf-8":
            yield from self.decode_utf_8(chunks)
            return
        decoder = codecs.getincrementaldecoder(self.encoding)("replace")
        for chunk in chunks:
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)

    def decode_utf_8(self, chunks):
        left = b""
        for chunk in chunks:
            text, left = self.decode_piece(left + chunk, final=False)
            yield text
        yield self.decode_piece(left, final=True)[0]

    def decode_piece(self, data, *, final):
        try:
            text, used = codecs.utf_8_decode(data, "strict", final)
        except UnicodeDecodeError:
            self.is_guessed = True
            text, used = codecs.utf_8_decode(data, READ_AS_WINDOWS, final)
        return text, data[used:]

    def mend(self, texts):
        held, is_first = "", True
        for text in texts:
            held += text
            if is_first and len(held) >= MAX_BEFORE:
                held, is_first = self.without_beginning(held), False
            if not is_first:
                ready, held = hold_back(held)
                if mended := without_forbidden(ready):
                    yield mended
        if held:
            yield without_forbidden(self.without_beginning(held) if is_first else held)

    def without_beginning(self, text):
        declaration = DECLARATION.search(text, 0, MAX_BEFORE)
        start = declaration.start() if declaration else len(text) - len(text.lstrip("\ufeff \t\r\n\0"))
        if HTML.search(text, 0, start):
            return text
        self.lines_before = text.count("\n", 0, start)
        return text[start:]


def encoding_of(sample):
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return encoding
    try:
        codecs.utf_8_decode(sample, "strict", False)
    except UnicodeDecodeError:
        declared = DECLARED.search(sample, 0, CHUNK)
        return known_encoding(declared[1].decode()) if declared else "utf-8"
    return "utf-8"


def known_encoding(name):
    try:
        return codecs.lookup(name).name if OF_TEXTS.match(name) else "utf-8"
    except LookupError:
        return "utf-8"


def read_as_windows(error):
    """What old blogs have in the midst of UTF-8."""
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


READ_AS_WINDOWS = "blog-moving-windows"
codecs.register_error(READ_AS_WINDOWS, read_as_windows)


def hold_back(text):
    """The text, and what at its end may go on in the next piece."""
    start = text.find("&", max(0, len(text) - LONGEST_PAIR))
    return (text, "") if start < 0 else (text[:start], text[start:])


def without_forbidden(text):
    text = FORBIDDEN.sub("", text)
    return REFERENCES.sub(mend_references, text) if "&#" in text else text


def mend_references(run):
    """References without those to characters XML forbids; two halves of a character (as JavaScript has them) joined."""
    codes = [int(number) if number else int(hexadecimal, 16) for number, hexadecimal in REFERENCE.findall(run[0])]
    if all(map(is_allowed, codes)):
        return run[0]
    mended = []
    for before, code in zip([0, *codes], codes, strict=False):
        if 0xD800 <= before < 0xDC00 <= code < 0xE000:
            mended.append(0x10000 + ((before - 0xD800) << 10) + code - 0xDC00)
        elif is_allowed(code):
            mended.append(code)
    return "".join(f"&#{code};" for code in mended)


def is_allowed(code):
    return code in (0x9, 0xA, 0xD) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
