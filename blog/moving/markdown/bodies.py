"""The body of a Markdown file, written so that it is read again letter for letter; or what of it cannot be."""

import html

from blog.markup import html_to_line, html_to_markdown, render_markdown
from blog.sections import find_sections

from .exact import LINES, NAMES, ROWS, sections_of, text_of

ROUTES = {
    "degree": "Degree",
    "apprenticeship": "Apprenticeship",
    "self-taught": "Self-taught",
    "from-another-job": "From another job",
    "direct": "Direct",
    "other": "Other",
}


def body_of(post, gallery, *, public=False):
    """(body, names of the sections that the front matter has to say)."""
    if post.kind != post.Kind.ROLE:
        return text_body(post, gallery)
    found, exact = sections_of(post, public=public), set()
    while True:
        body = gallery.local(write_sections(found, exact))
        wrong = wrong_sections(gallery, body, found, exact)
        if not wrong:
            return body, exact
        exact |= wrong


def wrong_sections(gallery, body, found, exact):
    """Those that an import would not read from this body as they are."""
    try:
        read = find_sections(render_markdown(gallery.shown(body), lowest_heading=6))
    except KeyError:
        return set(NAMES) - exact
    return {name for name in NAMES if name not in exact and not is_same(read, found, name)}


def text_body(post, gallery):
    body = gallery.local(html_to_markdown(post.body))
    try:
        is_whole = render_markdown(gallery.shown(body)) == post.body
    except KeyError:
        is_whole = False
    return (body, set()) if is_whole else ("", {"body"})


def is_same(read, found, name):
    if name == "relations":
        return [(row.path, row.kind, row.note) for row in read.relations] == [
            (row.path, row.kind, row.note) for row in found.relations
        ]
    if name in ROWS or name in LINES:
        return getattr(read, name) == getattr(found, name)
    return text_of(read, name) == text_of(found, name)


def write_sections(found, without):
    """The body of a role. `without`: names of sections that stand elsewhere."""
    has = {name for name in NAMES if name not in without and (text_of(found, name))}
    extra = html_to_markdown(text_of(found, "body")) if "body" in has else ""
    # What begins with a heading of its own ends the page; anything else would belong to the section before it.
    is_last = extra.startswith("## ")
    blocks = [] if is_last else [extra]
    for write in (write_why, write_what, write_rows, write_final):
        blocks += write(found, has)
    blocks += [extra] if is_last else []
    return "\n\n".join(filter(None, blocks))


def write_why(found, has):
    return ["## Why it matters", html_to_markdown(found.why, top_level=3)] if "why" in has else []


def write_final(found, has):
    return ["## Final thoughts", html_to_markdown(found.final, top_level=3)] if "final" in has else []


def write_what(found, has):
    """The text, and the tasks as the list that ends it. A list that belongs to the text is told from them."""
    if not has & {"what", "tasks"}:
        return []
    text = html_to_markdown(found.what, top_level=3) if "what" in has else ""
    tasks = "\n".join(f"- {task}" for task in found.tasks) if "tasks" in has else ""
    ends_in_list = found.what.rstrip().endswith("</ul>") and "what" in has
    return ["## What they do", text, "### Tasks" if ends_in_list else "", tasks]


def write_rows(found, has):
    blocks = []
    for name, (heading, write) in HEADINGS.items():
        if name in has:
            is_below = name == "choose_else" and "drawbacks" in has
            blocks += [f"{'###' if is_below else '##'} {heading}", write(getattr(found, name))]
    return blocks


def line(text):
    """A plain text as a line of Markdown."""
    return html_to_line(html.escape(text, quote=False))


def bullets(lines):
    return "\n".join(f"- {text}" for text in lines)


def numbered(lines):
    return "\n".join(f"{number}. {text}" for number, text in enumerate(lines, start=1))


def titled(title, text, *notes):
    said = ", ".join(filter(None, notes))
    head = f"**{line(title)}**" + (f" ({line(said)})" if said else "")
    return f"{head}: {text}" if text else head


def write_skills(rows):
    return numbered(titled(row.name, row.sentence, f"{row.need} {row.kind}") for row in rows)


def write_points(rows):
    return bullets(titled(row.title, row.text) for row in rows)


def write_ways(rows):
    return bullets(titled(ROUTES[row.route], row.note) for row in rows)


def write_steps(rows):
    return numbered(
        titled(
            row.title, row.text, "first hour" if row.is_first_hour else "", "free" if row.is_free else "", row.how_long
        )
        for row in rows
    )


def write_resources(rows):
    return bullets(map(write_resource, rows))


def write_resource(row):
    cost = row.cost.replace("-", " ")
    said = ", ".join(filter(None, [row.kind, cost, row.level, row.language]))
    teaches = f"Teaches: {', '.join(map(line, row.teaches))}." if row.teaches else ""
    rest = " ".join(filter(None, [row.note, teaches]))
    return f"[{line(row.title)}]({row.url}) ({said})" + (f": {rest}" if rest else "")


def write_relations(rows):
    return bullets(
        f"{row.kind.replace('-', ' ')}: [{line(row.title)}]({row.path})" + (f": {row.note}" if row.note else "")
        for row in rows
    )


def write_voices(rows):
    return "\n\n".join(map(write_voice, rows))


def write_voice(row):
    who = ", ".join(filter(None, [line(row.name), line(row.standing)]))
    source = f" ([source]({row.source}))" if row.source else ""
    paragraphs = [*map(line, row.quote.split("\n\n")), f"{who}{source}"]
    return "\n>\n".join(f"> {paragraph}" for paragraph in paragraphs)


HEADINGS = {
    "skills": ("Skills", write_skills),
    "perks": ("Perks", write_points),
    "drawbacks": ("Drawbacks", write_points),
    "choose_else": ("Choose something else if", bullets),
    "ways_in": ("Ways in", write_ways),
    "steps": ("How to get started", write_steps),
    "resources": ("Resources", write_resources),
    "relations": ("Related roles", write_relations),
    "voices": ("Voices", write_voices),
}
