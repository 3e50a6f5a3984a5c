"""An export, whatever its format: which posts, of which moment, into which folder."""

from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone

from blog.models import Post

from ..keeping.tables import snapshot
from ..markdown.galleries import Gallery
from ..markdown.writing import as_yaml, with_all
from ..own.files import MARK, NAME, VERSION
from . import blogger, json_lines, markdown_folder, wxr
from .staging import staged

FORMATS = {"markdown": markdown_folder, "json": json_lines, "wxr": wxr, "blogger": blogger}
AT_ONCE = 50


@dataclass
class Leaving:
    """One export on its way out."""

    folder: object
    gallery: Gallery
    public: bool
    counts: Counter = field(default_factory=Counter)

    @property
    def posts(self):
        """All posts, or those the public sees."""
        return Post.objects.published() if self.public else Post.objects.all()

    @property
    def scope(self):
        """Whose shared records go out: None for all."""
        return self.posts if self.public else None

    def read_posts(self):
        """Each post with all there is to say of it, the oldest first. A fixed number of queries for every AT_ONCE."""
        posts = with_all(self.posts).defer("rendered", "search_names", "contents").order_by("pk")
        for post in posts.iterator(chunk_size=AT_ONCE):
            self.counts[post.kind] += 1
            self.gallery.pictures.clear()
            yield post


def export_blog(folder, format, *, public=False):
    """Write everything, or what the public sees, into a new folder. Gives the Leaving. Raises CannotExport."""
    writer = FORMATS[format]
    with staged(folder) as stage, snapshot(DEFAULT_DB_ALIAS):
        leaving = Leaving(stage, Gallery(stage, writer.PICTURES_BELOW), public)
        writer.write(leaving)
        (stage / MARK).write_text(as_yaml(header(format, leaving)), "utf-8")
    return leaving


def header(format, leaving):
    return {
        "export": NAME,
        "version": VERSION,
        "format": format,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "site": settings.SITE_URL,
        "holds": "what the public sees" if leaving.public else "everything",
        "counts": dict(leaving.counts),
    }
