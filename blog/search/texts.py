"""What of a post is searched, and as what."""

from dataclasses import dataclass, field
from itertools import chain

from blog import markup
from blog.models import Post

from .names import names_of_post
from .words import clean, fold, glued, is_unspaced, kind_word, split, whole_name, words

# Both databases count a post's words only so far; seventy pages are enough to find it by.
MAX_WORDS = 16_000
MAX_FOLDED = 400_000
# Stands between the words of a stored text, so that its nth word is found without reading it word by word.
SEAM = "\x1f"
VOCABULARY_WORD = range(4, 25)  # lengths worth correcting to

# What else is read of a role.
ROWS = ("tasks", "role_skills", "perks", "drawbacks", "ways_in", "steps", "role_resources", "voices")


@dataclass
class Entry:
    """One post in the index. The texts but `shown` are folded words with spaces between."""

    post_id: int
    kind: str
    title: str
    names: str  # its other names, shown or not, and each name whole
    standfirst: str
    skills: str
    labels: str  # tags, category, authors
    text: str  # every word of `shown`
    called: list  # its names as they are written, the hidden ones too
    shown: str  # what readers see on the page, with a seam on both sides of each word
    vocabulary: set = field(default_factory=set)  # words a misspelt one may be corrected to


def rows_of(post):
    """{name: rows} of all that hangs on a post and is searched with it."""
    shared = {"tags": [row.tag for row in post.tagged.all()], "authors": [row.author for row in post.bylines.all()]}
    return {name: list(getattr(post, name).all()) for name in ROWS} | shared


def entry(post, rows):
    skills = [row.skill for row in rows.get("role_skills", ())]
    tags = [tag.name for tag in rows["tags"]]
    category = [post.category.name] if post.category else []
    hidden = [*lines(post.hidden_names), *hidden_names(skills)]
    names = [*post.also_called_names, *lines(post.hidden_names)]
    shown = [post.title, *post.also_called_names, *(skill.name for skill in skills), *tags, *category]
    pieces, folded = shown_text(post, rows)
    return Entry(
        post_id=post.pk,
        kind=kind_word(post.kind),
        title=name_words([post.title]),
        names=" ".join([name_words(names), *(whole_name(name) for name in [post.title, *names])]),
        standfirst=" ".join([*words(post.standfirst), *words(post.headline)]),
        skills=name_words([*(skill.name for skill in skills), *hidden]),
        labels=name_words(
            [*tags, *hidden_names(rows["tags"]), *category, *(author.name for author in rows["authors"])]
        ),
        text=" ".join(folded),
        called=names_of_post(post),
        shown=SEAM.join(pieces),
        vocabulary={word for word in words("\n".join(shown)) if len(word) in VOCABULARY_WORD and not is_unspaced(word)},
    )


def hidden_names(rows):
    return chain.from_iterable(lines(row.hidden_names) for row in rows)


def shown_text(post, rows):
    """The pieces of the text as `split` gives them, and its words folded: as many as the index takes."""
    pieces = split(clean("\n".join(text for text in page_texts(post, rows) if text)))
    folded, length = [], 0
    for word in pieces[1 : 2 * MAX_WORDS : 2]:
        folded.append(fold(word))
        length += len(folded[-1])
        if length > MAX_FOLDED:
            break
    return pieces[: 2 * len(folded) + 1], folded


def page_texts(post, rows):
    """Every text of the page in the order of its reading. What is hidden must never come into this."""
    yield post.standfirst
    yield from (markup.plain_text(post.why), markup.plain_text(post.what))
    yield from (markup.plain_line(text) for text in row_texts(post, rows))
    yield from (markup.plain_text(post.body), markup.plain_text(post.final))
    yield from (post.closing_line, post.based_on)


def row_texts(post, rows):
    if post.kind != Post.Kind.ROLE:
        return
    yield from (task.text for task in rows["tasks"])
    yield from (joined(row.skill.name, row.sentence) for row in rows["role_skills"])
    yield from (joined(row.title, row.text) for row in chain(rows["perks"], rows["drawbacks"]))
    yield from post.choose_else_reasons
    yield from (way.note for way in rows["ways_in"])
    yield from (joined(step.title, step.text) for step in rows["steps"])
    yield from (joined(row.resource.title, row.note) for row in rows["role_resources"])
    yield from (voice.quote for voice in rows["voices"])


def joined(title, text):
    return f"{title}: {text}" if text else title


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def name_words(names):
    """The words of some names, and those with a hyphen in one: people write front-end, front end and frontend."""
    found = []
    for name in names:
        found += words(name)
        found += [glued(part) for part in name.split() if "-" in part.strip("-")]
    return " ".join(found)


def is_indexed(post):
    """All that may come out without another save; whether it is out is asked when searching."""
    return post.state == Post.State.READY
