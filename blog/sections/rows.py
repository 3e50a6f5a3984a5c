"""Items into the rows of each section. What is no such row is given back as blocks."""

import re
import textwrap

from blog.markup import line_of, tree

from .items import NOTE, plain, text_of
from .parts import Point, RelationLine, ResourceLine, SkillLine, StepLine, VoiceLine, Way

LONGEST_TITLE, LONGEST_STEP_TITLE, LONGEST_SKILL, LONGEST_NOTE = 120, 160, 100, 60
NEEDS, KINDS = ("essential", "useful"), ("skill", "tool", "knowledge")
ROUTES = {
    "degree": "degree",
    "university": "degree",
    "university degree": "degree",
    "apprenticeship": "apprenticeship",
    "self-taught": "self-taught",
    "self taught": "self-taught",
    "from another job": "from-another-job",
    "career change": "from-another-job",
    "direct": "direct",
    "direct entry": "direct",
    "other": "other",
}
RELATIONS = {
    "similar": "similar",
    "similar to": "similar",
    "leads to": "leads-to",
    "comes from": "comes-from",
    "confused with": "confused-with",
}
RESOURCE_KINDS = ("course", "book", "community", "tool", "project", "video", "article")
COSTS = {"free": "free", "free to read": "free-to-read", "free tier": "free-tier", "paid": "paid"}
LEVELS = ("beginner", "intermediate", "advanced", "any")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
LINKED = re.compile(r"\[(?P<title>(?:[^\[\]\\]|\\.)+)\]\(<?(?P<url>[^()\s<>]+)>?\)")
TEACHES = re.compile(r"(?:^|\s)Teaches:\s*(?P<names>[^:]+?)\.?$")
SENTENCE = re.compile(r"(?P<first>.{3,}?[.!?])\s+(?P<rest>.+)")
SOURCE = re.compile(r"\(\[[^\[\]]*\]\(<?(?P<url>[^()\s<>]+)>?\)\)")


def read_skills(items, found):
    refused = []
    for item in items:
        if item.title and len(item.title) <= LONGEST_SKILL:
            found.skills.append(as_skill(item))
        elif not item.title and len(item.text) <= LONGEST_SKILL:
            found.skills.append(SkillLine(plain(item.text)))
        else:
            refused.append(item)
    return as_blocks(refused)


def as_skill(item):
    words = item.note.lower().split()
    if not set(words) <= {*NEEDS, *KINDS}:
        return SkillLine(item.title, f"({item.note}) {item.text}".strip())
    need = next((word for word in words if word in NEEDS), "essential")
    return SkillLine(item.title, item.text, need, next((word for word in words if word in KINDS), ""))


def read_perks(items, found):
    found.perks += [as_point(item) for item in items]
    return []


def read_drawbacks(items, found):
    found.drawbacks += [as_point(item) for item in items]
    return []


def as_point(item):
    title = f"{item.title} ({item.note})" if item.note else item.title
    return Point(*titled(title, item.text, LONGEST_TITLE))


def titled(title, text, longest):
    """A name and a text: where there is no name, the first sentence or its beginning. No word is lost."""
    if not title:
        sentence = SENTENCE.fullmatch(text)
        if sentence is None and len(text) <= longest and "](" not in text:
            return plain(text).removesuffix("."), ""
        if sentence and len(sentence["first"]) <= longest and "](" not in sentence["first"]:
            return plain(sentence["first"]).removesuffix("."), sentence["rest"]
    elif len(title) <= longest:
        return title, text
    text = f"{title} {text}".strip()
    return f"{textwrap.shorten(plain(text), longest // 2, placeholder='')} …".strip(), text


def read_steps(items, found):
    for item in items:
        title, text = titled(item.title, item.text, LONGEST_STEP_TITLE)
        parts = [part.strip() for part in item.note.split(",") if part.strip()]
        said = {part.lower() for part in parts}
        how_long = ", ".join(part for part in parts if part.lower() not in ("free", "first hour"))
        if len(how_long) > LONGEST_NOTE:
            how_long, text = "", f"({how_long}) {text}"
        is_first = "first hour" in said and not any(step.is_first_hour for step in found.steps)
        found.steps.append(StepLine(title, text, is_first, "free" in said or is_first, how_long))
    return []


def read_ways(items, found):
    for item in items:
        route = ROUTES.get(item.title.lower())
        if route and not item.note:
            found.ways_in.append(Way(route, item.text))
        else:
            found.ways_in.append(Way("other", item.whole()))
    return []


def read_resources(items, found):
    refused = []
    for item in items:
        line = item.line()
        link = LINKED.match(line)
        if link is None or not link["url"].startswith(("http://", "https://")):
            refused.append(item)
            continue
        found.resources.append(as_resource(plain(link["title"]), link["url"], line[link.end() :]))
    return as_blocks(refused)


def as_resource(title, url, rest):
    resource = ResourceLine(title, url)
    unknown = []
    if noted := NOTE.match(rest):
        rest = rest[noted.end() :]
        for part in (part.strip() for part in plain(noted["note"]).split(",")):
            if not set_resource_word(resource, part):
                unknown.append(part)
    rest = re.sub(r"^\s*(?::|[–—-])\s*", "", rest).strip()
    if teaches := TEACHES.search(rest):
        resource.teaches = [plain(name) for name in teaches["names"].split(",") if name.strip()]
        rest = rest[: teaches.start()]
    resource.note = " ".join([*(f"({part})" for part in unknown if part), rest]).strip()
    return resource


def set_resource_word(resource, word):
    """Whether the word said something about the resource."""
    lowered = word.lower()
    if lowered in RESOURCE_KINDS and not resource.kind:
        resource.kind = lowered
    elif lowered in COSTS and not resource.cost:
        resource.cost = COSTS[lowered]
    elif lowered in LEVELS and not resource.level:
        resource.level = lowered
    elif LANGUAGE.fullmatch(word) and not resource.language:
        resource.language = word
    else:
        return False
    return True


def read_relations(items, found):
    refused = []
    for item in items:
        line = item.line()
        kind, _colon, rest = line.partition(":")
        if kind.strip().lower() in RELATIONS:
            kind, line = RELATIONS[kind.strip().lower()], rest.strip()
        else:
            kind = "similar"
        link = LINKED.match(line)
        if link and not re.fullmatch(r"/roles/[^/]+/", link["url"]):
            refused.append(item)
        elif link:
            note = re.sub(r"^\s*(?::|[–—-])\s*", "", line[link.end() :]).strip()
            found.relations.append(RelationLine(plain(link["title"]), link["url"], kind, note))
        else:
            title, _colon, note = line.partition(":")
            found.relations.append(RelationLine(plain(title), "", kind, note.strip()))
    return as_blocks(refused)


def read_lines(blocks, lines):
    """The lines of the lists in these blocks; where there is no list, the paragraphs themselves."""
    has_list = any(block.tag in ("ul", "ol") for block in blocks)
    leftovers = []
    for block in blocks:
        if block.find(".//img") is None and block.tag in ("ul", "ol"):
            lines += [line_of(row) for row in block]
        elif block.find(".//img") is None and block.tag == "p" and not has_list:
            lines.append(line_of(block))
        else:
            leftovers.append(block)
    return leftovers


def read_voices(blocks, voices):
    """Quotations whose last paragraph is `Name, standing (source)`."""
    leftovers = []
    for block in blocks:
        paragraphs = list(block) if block.tag == "blockquote" else []
        if len(paragraphs) < 2 or any(paragraph.tag != "p" for paragraph in paragraphs):
            leftovers.append(block)
            continue
        line = line_of(paragraphs[-1])
        source = SOURCE.search(line)
        name, _comma, standing = plain(SOURCE.sub("", line)).lstrip("—– ").partition(",")
        quote = "\n\n".join(text_of(paragraph) for paragraph in paragraphs[:-1])
        voices.append(VoiceLine(quote, name.strip(), standing.strip(), source["url"] if source else ""))
    return leftovers


def as_blocks(items):
    """Items as the blocks they came from."""
    blocks = []
    for item in items:
        if item.source.tag != "li":
            blocks += [item.source, *item.below]
        elif blocks and blocks[-1].tag == "ul":
            blocks[-1].append(item.source)
        else:
            blocks.append(tree.new("ul"))
            blocks[-1].append(item.source)
    return blocks


READERS = {
    "skills": read_skills,
    "perks": read_perks,
    "drawbacks": read_drawbacks,
    "ways_in": read_ways,
    "start": read_steps,
    "resources": read_resources,
    "relations": read_relations,
}
