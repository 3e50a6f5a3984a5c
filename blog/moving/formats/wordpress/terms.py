"""Who wrote, and under which categories and tags: what an export says before its posts."""

from urllib.parse import unquote

from blog.markup.tree import names

from ...entries import Label, Writer
from ..pieces import words_of
from .elements import number

# What WordPress calls a post without a category, in its many languages.
NONE_CHOSEN = names(
    "uncategorized uncategorised unkategorisiert sin-categoria sense-categoria non-classe senza-categoria "
    "sem-categoria fara-categorie geen-categorie ukategoriseret ukategorisert okategoriserade kategorisoimatta "
    "nezarazene bez-kategorii bez-rubriky genel без-рубрики без-категории"
)
TAXONOMIES = {"category": "category", "post_tag": "tag", "tag": "tag"}
MAX_DEPTH = 20


class Terms:
    def __init__(self, site):
        self.base, self.reference = site.base, site.reference
        self.writers = {}  # by login
        self.user_ids, self.emails = set(), set()  # to know their comments by; nothing of them is kept
        self.labels = {}  # (kind, slug): (name, description, slug of the parent, id)

    # Writers

    def add_author(self, said):
        login = said.get("wp:author_login", "").strip()
        if login:
            full = f"{said.get('wp:author_first_name', '')} {said.get('wp:author_last_name', '')}"
            name = words_of(said.get("wp:author_display_name", "")) or words_of(full) or login
            self.writers[login] = self.writer(login, name, number(said.get("wp:author_id")))
            self.user_ids.add(number(said.get("wp:author_id")))
            self.emails.add(said.get("wp:author_email", "").strip().lower())

    def writer(self, login, name, user_id=0):
        slug = login.lower().replace(" ", "-").replace(".", "-").replace("@", "")
        paths = [f"{self.base}/author/{slug}/"] + ([f"{self.base}/?author={user_id}"] if user_id else [])
        return Writer(self.reference_of(login), name if "@" not in name else name.partition("@")[0], slug, paths=paths)

    def reference_of(self, login):
        return f"{self.reference}:author:{login}"[:300]

    def writer_of(self, login):
        """The reference of a writer by login; whoever is not listed is, from now on."""
        login = login.strip(" <>")
        if not login:
            return ""
        if login not in self.writers:
            self.writers[login] = self.writer(login, login)
        return self.writers[login].reference

    def add_guest(self, login, name):
        """Somebody who wrote without an account."""
        if login and login not in self.writers:
            self.writers[login] = self.writer(login, name or login)

    def is_writer(self, user_id, email):
        """Whether somebody signed in under this number is one of them; old exports give no number but an address."""
        return user_id in self.user_ids - {0} or (user_id > 0 and email.strip().lower() in self.emails - {""})

    # Categories and tags

    def add(self, said, kind=None):
        kind = kind or TAXONOMIES.get(said.get("wp:term_taxonomy", "").strip())
        if kind is None:
            return
        if kind == "category":
            keys = ("cat_name", "category_nicename", "category_description", "category_parent")
        else:
            keys = ("tag_name", "tag_slug", "tag_description", "")
        values = [
            said.get(f"wp:{key}", "") or said.get(f"wp:{other}", "")
            for key, other in zip(keys, ("term_name", "term_slug", "term_description", "term_parent"), strict=True)
        ]
        name, slug, description, parent = values
        self.labels[kind, slug_of(slug)] = (
            words_of(name),
            description,
            slug_of(parent),
            number(said.get("wp:term_id")),
        )

    def add_used(self, kind, slug, name):
        """A label that a post has, which the export may not have listed."""
        self.labels.setdefault((kind, slug_of(slug)), (name, "", "", 0))

    def laid_out(self):
        """The Label of each name, with the paths of all that have it."""
        found = {}
        for (kind, slug), (name, description, _parent, term_id) in self.labels.items():
            if not name or is_none_chosen(slug):
                continue
            label = found.setdefault(name, Label(name, slug))
            label.description = label.description or words_of(description)
            label.paths += [path for path in self.paths(kind, slug, term_id) if path not in label.paths]
        return found.values()

    def paths(self, kind, slug, term_id):
        if not slug:
            return []
        if kind == "tag":
            return [f"{self.base}/tag/{slug}/", f"{self.base}/?tag={slug}"]
        parts, parent = [slug], self.labels[kind, slug][2]
        while parent and (kind, parent) in self.labels and parent not in parts and len(parts) < MAX_DEPTH:
            parts.insert(0, parent)
            parent = self.labels[kind, parent][2]
        paths = [f"{self.base}/category/{'/'.join(parts)}/"]
        paths += [f"{self.base}/category/{slug}/"] if len(parts) > 1 else []
        return paths + ([f"{self.base}/?cat={term_id}"] if term_id else [])


def slug_of(text):
    return unquote(text.strip(), errors="replace")


def is_none_chosen(slug):
    return slug.lower() in NONE_CHOSEN
