"""The sections of a post as plain text: what a reader speaks of who suggests a correction, and the desk looks at."""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from blog.markup import plain_line, plain_text

from .parts import stored_parts
from .posts import Post

# Anchors are public: they are linked to from elsewhere.
SECTIONS = {
    "why": _("Why it matters"),
    "what": _("What they do"),
    "skills": _("Skills"),
    "perks": _("Perks"),
    "drawbacks": _("Drawbacks"),
    "ways-in": _("Ways in"),
    "start": _("How to get started"),
    "resources": _("Resources"),
    "progression": _("Related roles"),
    "voices": _("Voices"),
    "final": _("Final thoughts"),
    "sources": _("Where this comes from"),
    "comments": _("Comments"),
}
# What else of a page can be wrong: it has no standing heading.
NAMES = {"facts": _("Facts"), **SECTIONS, "text": _("Text")}
NOT_STATED = _("not stated")
# The desk's form puts some of them under one heading.
IN_FORM = {
    "ways-in": "start",
    "resources": "start",
    "progression": "more",
    "voices": "more",
    "text": "more",
    "sources": "trust",
}


def section_texts(post):
    """{anchor: its text, with an empty line between rows}, of the sections that the post has, in their order."""
    parts = stored_parts(post)
    reviewed = told(_("Last reviewed"), date_format(post.reviewed_on) if post.reviewed_on else "")
    texts = {"text": rich(post, "body"), "sources": lines([post.based_on, *map(source, parts["sources"]), reviewed])}
    if post.kind == Post.Kind.ROLE:
        texts |= texts_of_role(post, parts)
    return {anchor: texts[anchor].replace("\n", "\n\n") for anchor in NAMES if texts.get(anchor)}


def form_anchor(post, section):
    """Where the desk's form has what stands in a section."""
    return section if post.kind != Post.Kind.ROLE and section == "text" else IN_FORM.get(section, section)


def texts_of_role(post, parts):
    drawbacks = [*map(titled, parts["drawbacks"]), *map(plain_line, post.choose_else_reasons)]
    return {
        "facts": lines(facts(post, parts)),
        "why": rich(post, "why"),
        "what": lines([rich(post, "what"), *(plain_line(task.text) for task in parts["tasks"])]),
        "skills": lines(told(row.skill.name, plain_line(row.sentence)) for row in parts["role_skills"]),
        "perks": lines(map(titled, parts["perks"])),
        "drawbacks": lines(drawbacks),
        "ways-in": lines(told(way.get_route_display(), plain_line(way.note)) for way in parts["ways_in"]),
        "start": lines(map(titled, parts["steps"])),
        "resources": lines(
            told(row.resource.title, plain_line(row.note), row.resource.url) for row in parts["role_resources"]
        ),
        "progression": lines(relations(parts["relations"])),
        "voices": lines(told(voice.name, voice.quote) for voice in parts["voices"]),
        "final": rich(post, "final"),
    }


def facts(post, parts):
    yield told(_("Also called"), ", ".join(post.also_called_names))
    yield told(_("Entry level"), post.get_entry_level_display() or NOT_STATED)
    yield told(_("Hours a week"), post.hours_a_week)
    yield told(_("Work pattern"), post.get_work_pattern_display(), post.work_pattern_note)
    yield told(_("Work place"), post.get_work_place_display(), post.work_place_note)
    yield told(_("Outlook"), post.get_outlook_display() or ("" if post.outlook_text else NOT_STATED), post.outlook_text)
    yield told(_("Time to start"), post.start_text)
    if not parts["pay"]:
        yield told(_("Pay"), NOT_STATED)
    for pay in parts["pay"]:
        yield told(_("Pay"), f"{pay.get_stage_display()}, {pay} {pay.get_period_display()}, {pay.region}")


def rich(post, field):
    return plain_text(getattr(post, field)).strip()


def titled(row):
    return told(row.title, plain_line(row.text))


def relations(rows):
    """Those to roles that are out, as the page has them."""
    public = Post.objects.published().filter(pk__in=[row.other_id for row in rows]) if rows else Post.objects.none()
    titles = dict(public.order_by().values_list("pk", "title"))
    for row in rows:
        if row.other_id in titles:
            yield told(row.get_kind_display(), titles[row.other_id], plain_line(row.note))


def source(row):
    return told(row.title, row.publisher, row.url)


def told(name, *texts):
    """“Name: text, text”; of a fact the name alone says nothing."""
    said = ", ".join(filter(None, map(str, texts)))
    return f"{name}: {said}" if said else "" if not isinstance(name, str) else name


def lines(texts):
    return "\n".join(filter(None, texts))
