"""Old addresses and where they lead; and what was said of pictures."""

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Concat

from blog.models import Address, Picture, Post
from blog.models.addresses import PATH_LENGTH, readable

from ..markdown.report import Refused
from .checking import text

AT_ONCE = 500
PICTURE = ("alt", "is_decorative", "caption", "credit", "licence", "focal_x", "focal_y")


def addresses_out(posts=None):
    """{path, target} each. Of `posts` alone, if given: those that lead to other posts tell of what is not public."""
    found = Address.objects.order_by("pk")
    if posts is not None:
        hidden = Post.objects.exclude(pk__in=posts.order_by().values("pk"))
        for kind in Post.Kind.values:
            prefix = Post(kind=kind, slug="x").get_absolute_url().removesuffix("x/")
            of_kind = hidden.filter(kind=kind).annotate(
                path=Concat(Value(prefix), "slug", Value("/"), output_field=CharField())
            )
            found = found.exclude(Exists(of_kind.filter(path=OuterRef("target"))))
    for row in found.iterator(chunk_size=AT_ONCE):
        yield {"path": row.path, "target": row.target}


def bring_addresses(records):
    """How many were new. What leads somewhere already goes on doing so."""
    rows, made = {}, 0
    for record in records:
        path, target = readable(text(record, "path")), readable(text(record, "target"))
        if not all(is_path(one) for one in (path, target)) or path == target:
            raise Refused(f"“{path}” to “{target}” is no redirect from one path of this site to another.")
        rows[path] = Address(path=path, target=target)
        if len(rows) == AT_ONCE:
            made += add(rows)
            rows = {}
    return made + add(rows)


def is_path(path):
    return path.startswith("/") and not path.startswith("//") and len(path) <= PATH_LENGTH and "\0" not in path


def add(rows):
    known = set(Address.objects.filter(path__in=rows).values_list("path", flat=True))
    Address.objects.bulk_create(row for path, row in rows.items() if path not in known)
    return len(rows) - len(known)


# Pictures


def picture_out(picture, path):
    values = {name: getattr(picture, name) for name in PICTURE}
    return {"file": path} | {name: value for name, value in values.items() if value not in ("", False, 0.5)}


def bring_picture_words(record, picture_at):
    """What is known of a picture beside the post that shows it. Words that it has already stay."""
    if not isinstance(record, dict) or not record.get("file"):
        raise Refused("A picture needs its file.")
    picture = picture_at(text(record, "file"))
    new = {name: record[name] for name in PICTURE if name in record and is_unsaid(picture, name)}
    if picture.is_described():
        new.pop("is_decorative", None)
    for name, value in new.items():
        setattr(picture, name, fitting(name, value))
    if new:
        picture.save(update_fields=list(new))


def is_unsaid(picture, name):
    return getattr(picture, name) in ("", False, 0.5)


def fitting(name, value):
    if name.startswith("focal"):
        return min(1.0, max(0.0, float(value))) if isinstance(value, (int, float)) else 0.5
    return value is True if name == "is_decorative" else str(value)[: Picture._meta.get_field(name).max_length]
