"""
XML exports, read as streams: one element after another, each forgotten before the next. Entities and document types
are refused; what real exports get wrong (encodings, control characters, blanks before the declaration) is mended.
"""

from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, iterparse

from ..reports import Refused
from .mending import Mended

MAX_NESTING = 300
# One post with its pictures written into it. Beyond that memory would grow with whatever somebody made up.
MAX_ELEMENT = 64 * 1024**2
# What cleans HTML later takes time that grows with the square of their number.
MAX_AMPERSANDS = 200_000
# Expat's ways of saying that the file ends too soon.
BROKEN_OFF = {"no element found", "unclosed token", "unclosed CDATA section", "partial character"}
NOT_UTF_8 = "is not all in UTF-8. What is not was read as Windows-1252: look at letters with accents."


def root_of(source, member):
    """The opening of the root element, with `tag` and `attrib`, or None if this is no XML at all."""
    with Mended(source, member, MAX_ELEMENT) as stream:
        if not stream.looks_like_xml():
            return None
        return next((element for _event, element in events(stream, ("start",))), None)


def elements(source, member, containers, report=None):
    """
    Each element below the `containers` (names without namespace, the root's among them: {"rss", "channel"}), whole.
    It is forgotten when the next one is asked for. `report`: is told what had to be mended.
    """
    with Mended(source, member, MAX_ELEMENT) as stream:
        path, within = [], 0  # what is open, and how much of it is no container
        for event, element in events(stream, ("start", "end")):
            if event == "start":
                path.append(element)
                within += bool(within) or local(element.tag) not in containers
                if len(path) > MAX_NESTING:
                    raise Refused(f"{member}: {MAX_NESTING} elements stand within each other. No export is like that.")
                continue
            path.pop()
            is_whole = within == 1
            within -= bool(within)
            if not within and path:
                if is_whole:
                    check(element, member)
                    yield element
                    stream.start_anew()
                path[-1].remove(element)
        if stream.is_guessed and report is not None:
            report.note("doubtful", member, NOT_UTF_8)


def check(element, member):
    if any(text.count("&") > MAX_AMPERSANDS for text in element.itertext()):
        raise Refused(f"{member}: a text in it has more than {MAX_AMPERSANDS:,} ampersands. No post does: take it out.")


def events(stream, kinds):
    """What iterparse tells, with its complaints in words."""
    # The stream is UTF-8 by now, whatever the declaration says.
    parser = DefusedXMLParser(encoding="utf-8", forbid_dtd=True)
    try:
        yield from iterparse(stream, kinds, parser=parser)
    except ParseError as error:
        raise not_well_formed(stream, error) from error
    except DefusedXmlException as error:
        raise Refused(
            f"{stream.name} declares a document type or entities. No blog's export does, and they can do harm: "
            "export the blog again, and hand over the file as it came."
        ) from error


def not_well_formed(stream, error):
    line, column = error.position
    where = f"line {line + stream.lines_before}, column {column + 1}"
    reason = str(error).partition(":")[0]
    if reason in BROKEN_OFF:
        return Refused(f"{stream.name} breaks off at {where}: it was not saved whole. Export the blog again.")
    return Refused(f"{stream.name} is not well-formed at {where}: {reason}. Mend that line, or export the blog again.")


def local(tag):
    """The name without its namespace."""
    return tag.rpartition("}")[2]
