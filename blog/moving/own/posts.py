"""A whole post as one record: its front matter with all sections said exactly, and what no Markdown file has."""

from blog.models import Arrival, Post

from ..bringing.fingerprints import fingerprint
from ..markdown.documents import Document
from ..markdown.exact import NAMES
from ..markdown.report import Refused
from ..markdown.writing import exact_parts, front_of
from .checking import instant, text

CHANGED = "changed"  # no digest: whoever compares finds that it is not as it came


def post_out(post, gallery, *, public):
    """Wants the post read `with_all`."""
    names = NAMES if post.kind == Post.Kind.ROLE else ["body"]
    said = exact_parts(post, names, gallery, public=public)
    record = {
        "front": front_of(post, gallery, public=public)
        | {"exactly": {name: value for name, value in said.items() if value}}
    }
    if public:
        return record
    record |= {
        "created_at": post.created_at.isoformat(),
        "reference": post.import_reference,
        "arrival": arrival_of(post),
    }
    return {name: value for name, value in record.items() if value} | {"original_html": post.original_html}


def arrival_of(post):
    """What was remembered of its move here, so that another move of the same blog finds it there too."""
    arrival = Arrival.objects.filter(post=post).first()
    return arrival and {
        "reference": arrival.reference,
        "source_hash": arrival.source_hash,
        "is_unchanged": arrival.result_hash == fingerprint(post),
    }


# In


def document_of(record, path, root):
    """The record as a Markdown file that has no body."""
    if not isinstance(record, dict) or not isinstance(record.get("front"), dict):
        raise Refused("This is no record of a post: it needs its fields under “front”.")
    return Document(path, text(record, "original_html"), record["front"], {}, "", root)


def restore_origin(post, record):
    """What the front matter has no word for. The post is saved."""
    values = {"import_reference": free_reference(post, text(record, "reference"))}
    if created_at := instant(record, "created_at"):
        values["created_at"] = created_at
    Post.objects.filter(pk=post.pk).update(**values)


def free_reference(post, reference):
    taken = Post.objects.filter(import_reference=reference).exclude(pk=post.pk).exists()
    return reference[:300] or None if not taken else None


def restore_arrival(post, record):
    """After all of the post is there, since it remembers how it was."""
    said = record.get("arrival")
    if not isinstance(said, dict) or not text(said, "reference"):
        return
    values = {
        "post": post,
        "source_hash": text(said, "source_hash")[:64],
        "result_hash": fingerprint(post) if said.get("is_unchanged") is True else CHANGED,
    }
    arrival, made = Arrival.objects.get_or_create(reference=text(said, "reference")[:300], defaults=values)
    if not made and arrival.post_id is None:  # it was deleted here, and is here again
        Arrival.objects.filter(pk=arrival.pk).update(**values)
