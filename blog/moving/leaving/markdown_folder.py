"""A Markdown file for each post, with YAML beside it: the form for people."""

from blog.models import Picture

from ..markdown.writing import FOLDERS, as_yaml, file_name, to_markdown
from ..own.addresses import addresses_out, picture_out
from ..own.files import TALK_ENDING, YAML_NAMES
from ..own.series import series_out
from ..own.shared import KINDS, site_out
from ..own.talk import talk_out

PICTURES_BELOW = "../"


def write(leaving):
    for post in leaving.read_posts():
        path = to_markdown(post, leaving.folder, leaving.gallery, public=leaving.public)
        write_talk(post, path.with_suffix(TALK_ENDING), leaving)
        if post.original_html and not leaving.public:
            write_original(post, leaving)
    write_yaml(leaving, "site", site_out())
    for kind, records in KINDS.items():
        write_yaml(leaving, kind, list(records.out(leaving.gallery, leaving.scope)))
    write_yaml(leaving, "series", list(series_out(leaving.scope)))
    write_yaml(leaving, "redirect", {row["path"]: row["target"] for row in addresses_out(leaving.scope)})
    write_yaml(leaving, "picture", pictures(leaving))


def write_talk(post, path, leaving):
    if talk := talk_out(post, public=leaving.public):
        path.write_text(as_yaml(talk), "utf-8")
        leaving.counts["comment"] += len(talk.get("comments", ()))


def write_original(post, leaving):
    """As it was where it came from; not read again, since the file beside it says all of it."""
    path = leaving.folder / "originals" / FOLDERS[post.kind] / f"{file_name(post.slug)}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(post.original_html, "utf-8")


def write_yaml(leaving, kind, records):
    if records:
        (leaving.folder / YAML_NAMES[kind]).write_text(as_yaml(records), "utf-8")


def pictures(leaving):
    """Of everything all pictures, of the public part those that it shows."""
    gallery, rows = leaving.gallery, Picture.objects.order_by("pk")
    if leaving.public:
        rows = rows.filter(pk__in=gallery.shown_pictures)
    found = ((picture, gallery.name(picture)) for picture in rows.iterator(chunk_size=500))
    return [picture_out(picture, path) for picture, path in found if path]
