"""A report in words, for the terminal and the desk."""

TOPICS = {
    "refused": "Refused",
    "doubtful": "To look at",
    "unplaced": "Sections in the extra text",
    "gaps": "What publishing would ask for",
    "pictures": "Pictures left where they were",
    "links": "Links left as they were",
    "changed here": "Changed here since",
    "changed there": "Changed there since",
    "left out": "Left out",
}
# Kinds as they are counted, singular and plural, in the order in which they are told.
KINDS = {
    "post": ("post", "posts"),
    "role": ("role", "roles"),
    "essay": ("essay", "essays"),
    "page": ("page", "pages"),
    "comment": ("comment", "comments"),
    "reply": ("answer to a comment", "answers to comments"),
    "pingback": ("pingback", "pingbacks"),
    "label": ("label", "labels"),
    "tag": ("tag", "tags"),
    "writer": ("writer", "writers"),
    "author": ("author", "authors"),
    "category": ("category", "categories"),
    "series": ("series", "series"),
    "site": ("page of site settings", "pages of site settings"),
    "file": ("file", "files"),
    "picture": ("picture", "pictures"),
    "address": ("old address", "old addresses"),
    "change": ("changed post", "changed posts"),
}
PARTS = {"post": ("role", "essay")}  # told behind the post they are


def numbered(kind, number):
    one, many = KINDS.get(kind, (kind, f"{kind}s"))
    return f"{number:,} {one if number == 1 else many}"


def in_order(kinds):
    known = list(KINDS)
    return sorted(kinds, key=lambda kind: (known.index(kind) if kind in known else len(known), kind))


def told(counts):
    """The counts of what was made or known, in one line."""
    parts = {part: kind for kind, names in PARTS.items() for part in names}
    lines = []
    for kind in in_order(kind for kind, number in counts.items() if number and kind not in parts):
        detail = [numbered(part, counts[part]) for part in PARTS.get(kind, ()) if counts.get(part)]
        lines.append(numbered(kind, counts[kind]) + (f" ({', '.join(detail)})" if detail else ""))
    return ", ".join(lines)


def told_found(found):
    lines = []
    for kind in in_order(found):
        states = {status: number for status, number in found[kind].items() if number and status != "all"}
        detail = ", ".join(f"{number:,} {status}" for status, number in states.items())
        lines.append(numbered(kind, sum(found[kind].values())) + (f" ({detail})" if detail else ""))
    return ", ".join(lines)


def summary(report):
    """[(heading, line)] of a report as JSON."""
    verb = "Would come in" if report["rehearsal"] else "Came in"
    rows = [
        ("It holds", told_found(report["found"])),
        (verb, told(report["made"])),
        ("Here before", told(report["known"])),
        ("Passed over", ", ".join(f"{number:,} {name}" for name, number in report["ignored"].items())),
    ]
    return [(heading, line or "nothing") for heading, line in rows if line or heading in ("It holds", verb)]


def remarks(report, most=None):
    """[(heading, [(about, sentence)], how many more)] by topic, at most so many of each."""
    found = []
    for topic, heading in TOPICS.items():
        rows = [(row["about"], row["sentence"]) for row in report["notes"].get(topic, [])]
        if rows:
            shown = rows[:most]
            found.append((heading, shown, len(rows) - len(shown) + report["more"].get(topic, 0)))
    return found


def in_words(report, most=20):
    """The lines a terminal shows."""
    name = report["blog"] or report["source"]
    yield f"{name} ({report['source']}, {report['format']})" if report["format"] else name
    for heading, line in summary(report):
        yield f"  {heading + ':':<15} {line}"
    for heading, rows, more in remarks(report, most):
        if heading == TOPICS["refused"]:
            continue  # told as an error
        yield f"  {heading}:"
        for about, sentence in rows:
            yield f"    {about}: {sentence}"
        if more:
            yield f"    ... and {more:,} more. --report FILE names the first 500."
