"""What a move found, did and could not do: the same on the terminal, in the desk and as JSON."""

from collections import Counter
from dataclasses import dataclass, field

# A blog can be wrong in the same way ten thousand times; so many are named, all are counted.
NAMED = 500


class Refused(Exception):
    """Something cannot be brought in. The message says what, where, and what to do about it."""


@dataclass
class Report:
    format: str = ""
    source: str = ""
    is_rehearsal: bool = False
    blog: str = ""  # its title
    # What the export holds, by kind ("post", "page", "comment", "pingback", "reply", "label", "writer", "file") and
    # status: found["post"]["draft"] == 3.
    found: dict[str, Counter] = field(default_factory=dict)
    made: Counter = field(default_factory=Counter)  # by kind: post, page, comment, pingback, address, picture ...
    known: Counter = field(default_factory=Counter)  # the same, that earlier moves had brought
    ignored: Counter = field(default_factory=Counter)  # elements that are no content, by name
    # Sentences, by topic. Each: (what it is about, sentence).
    notes: dict[str, list] = field(default_factory=dict)
    more: Counter = field(default_factory=Counter)  # how many more sentences a topic would have
    posts: list = field(default_factory=list)  # the first of those made: (title, path)

    def find(self, kind, status="", number=1):
        self.found.setdefault(kind, Counter())[str(status)] += number

    def note(self, topic, about, sentence):
        """
        `topic`: "refused" (it is not in: the command fails), "doubtful", "unplaced" (sections in the extra text),
        "gaps" (what publishing would ask for), "pictures" (left linked), "links", "changed here", "changed there",
        "left out".
        """
        rows = self.notes.setdefault(topic, [])
        if len(rows) < NAMED:
            rows.append((str(about), str(sentence)))
        else:
            self.more[topic] += 1

    def make_post(self, post):
        """A Post is in, or would be: saved or not."""
        self.made["page" if post.kind == post.Kind.PAGE else "post"] += 1
        if post.kind != post.Kind.PAGE:
            self.made[post.kind] += 1
        if len(self.posts) < NAMED:
            self.posts.append((post.title, post.get_absolute_url()))

    def refuse(self, about, sentence):
        self.note("refused", about, sentence)

    def mark(self):
        """Where the report stands, to go back to when what it tells is rolled back."""
        lengths = {topic: len(rows) for topic, rows in self.notes.items()}
        return self.made.copy(), self.known.copy(), self.more.copy(), lengths, len(self.posts)

    def go_back(self, mark):
        made, known, more, lengths, posts = mark
        self.made, self.known, self.more = made.copy(), known.copy(), more.copy()
        self.notes = {topic: rows[: lengths[topic]] for topic, rows in self.notes.items() if topic in lengths}
        del self.posts[posts:]

    @property
    def is_clean(self):
        return not self.notes.get("refused")

    @property
    def is_empty(self):
        """Whether nothing was there to be read."""
        return not any(self.found.get(kind) for kind in ("post", "page"))

    def as_json(self):
        return {
            "format": self.format,
            "source": self.source,
            "rehearsal": self.is_rehearsal,
            "blog": self.blog,
            "found": {kind: dict(sorted(numbers.items())) for kind, numbers in sorted(self.found.items())},
            "made": dict(sorted((+self.made).items())),
            "known": dict(sorted((+self.known).items())),
            "posts": [{"title": title, "path": path} for title, path in self.posts],
            "ignored": dict(sorted(self.ignored.items())),
            "notes": {
                topic: [{"about": about, "sentence": sentence} for about, sentence in rows]
                for topic, rows in sorted(self.notes.items())
            },
            "more": dict(self.more),
        }
