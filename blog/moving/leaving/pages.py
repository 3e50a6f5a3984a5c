"""Posts as other systems show them: one text, with everything in it, and every address whole."""

import html

from django.conf import settings

from blog.markup import render_markdown, tree

from ..markdown.bodies import write_sections
from ..markdown.exact import sections_of

BRACKET = "\ufdd0"  # stands for one that is to stay; no text holds it
UNMOVED = ("pre", "code")  # where the end of a line means itself


def page_of(post, *, public):
    """The HTML of a post. The sections of a role stand below their standing headings."""
    if post.kind != post.Kind.ROLE:
        return join(post.body, paragraph(post.closing_line))
    found = sections_of(post, public=public)
    found.extra, extra = "", post.body
    is_last = extra.startswith("<h2")  # as in Markdown: anything else would belong to the section before it
    return join(
        f"<h2>{escape(post.headline)}</h2>" if post.headline else "",
        paragraph(post.standfirst),
        "" if is_last else extra,
        render_markdown(write_sections(found, without=()), lowest_heading=6),
        paragraph(post.closing_line),
        extra if is_last else "",
        rows("Facts", facts_of(post)),
        rows("Sources", sources_of(post)),
    )


def join(*parts):
    return "\n".join(filter(None, parts))


def escape(text):
    return html.escape(text, quote=False)


def paragraph(text):
    return f"<p>{escape(text)}</p>" if text else ""


def rows(heading, lines):
    return f"<h2>{heading}</h2><ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>" if lines else ""


# What has a place of its own here, and elsewhere only words


def facts_of(post):
    said = [
        ("Entry level", post.get_entry_level_display()),
        ("Hours a week", post.hours_a_week),
        ("Work pattern", ", ".join(filter(None, [post.get_work_pattern_display(), post.work_pattern_note]))),
        ("Work place", ", ".join(filter(None, [post.get_work_place_display(), post.work_place_note]))),
        ("Outlook", sourced(post, "outlook")),
        ("Time to start", sourced(post, "start")),
        *((f"Pay ({row.get_stage_display()}, {row.region})", pay(row)) for row in post.pay.all()),
        ("Codes", ", ".join(map(str, post.codes.all()))),
        ("Based on", post.based_on),
        ("Reviewed on", post.reviewed_on and post.reviewed_on.isoformat()),
    ]
    return [f"<strong>{name}</strong>: {escape(value)}" for name, value in said if value]


def sourced(post, name):
    text, source, region, as_of = (getattr(post, f"{name}_{part}") for part in ("text", "source", "region", "as_of"))
    return f"{text} ({region}, {as_of}, {source})" if text else ""


def pay(row):
    return f"{row.low}–{row.high} {row.currency} {row.get_period_display()} ({row.as_of}, {row.source})"


def sources_of(post):
    return [", ".join(filter(None, [linked(row), escape(row.publisher)])) for row in post.sources.all()]


def linked(row):
    return f'<a href="{html.escape(row.url)}">{escape(row.title)}</a>' if row.url else escape(row.title)


# Elsewhere


def abroad(text, *, has_shortcodes=False):
    """
    HTML for a place that is not this site: addresses are whole, pictures have no key of ours, and lines end only where
    they should, since other systems break them there. `has_shortcodes`: where a word in brackets is a command.
    """
    if tree.is_blank(text):
        return ""
    root = tree.parse(tree.without_forbidden(text))
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in ("src", "href"):
            if element.get(name, "").startswith("/") and not element.get(name).startswith("//"):
                element.set(name, settings.SITE_URL + element.get(name))
        element.attrib.pop("data-picture", None)
        if not is_verbatim(element):
            element.text = one_line(element.text)
        if element.getparent() is not None and not is_verbatim(element.getparent()):
            element.tail = one_line(element.tail)
    written = "".join(tree.outer(child) + html.escape(child.tail or "", quote=False) for child in root)
    written = html.escape(root.text or "", quote=False) + written
    return without_shortcodes(written) if has_shortcodes else written


def is_verbatim(element):
    return element.tag in UNMOVED or any(above.tag == "pre" for above in element.iterancestors())


def one_line(text):
    return text and text.replace("\n", " ")


def without_shortcodes(text):
    """Brackets outside of tags as entities."""
    inside = tree.TAG.sub(lambda tag: tag[0].replace("[", BRACKET), text)
    return inside.replace("[", "&#91;").replace(BRACKET, "[")
