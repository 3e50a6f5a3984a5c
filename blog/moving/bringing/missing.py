"""Pictures that were still out when their post came in, and can be had now."""

from django.db import transaction
from django.utils.translation import gettext

from blog.actions.comments import lock_posts
from blog.actions.posts import refresh_posts
from blog.markup import tree
from blog.models import Post
from blog.models.origins import full_size
from blog.models.whole_posts import read_whole

from .fingerprints import fingerprint
from .origins import origin_of
from .picture_tags import NAMED_LIKE_A_FILE
from .trees import parse, replace, serialize


def bring_missing(post, entry, arrival, pictures):
    """
    Put what can be had now in the place of the links left for it. The post is one that nobody changed since it came
    in, read whole.
    """
    changes = {}
    for name in Post.RICH_FIELDS:
        html = getattr(post, name)
        if (mended := mend(html, entry, pictures)) != html:
            changes[name] = mended
    if entry.cover and post.cover_id is None and (cover := pictures.cover(entry)):
        changes["cover"] = cover
    if changes and not pictures.is_rehearsal:
        save(post, arrival, changes)


@transaction.atomic
def save(post, arrival, changes):
    lock_posts(Post.objects.filter(pk=post.pk))
    for name, value in changes.items():
        setattr(post, name, value)
    post.save(update_fields=[*changes, "updated_at"])
    refresh_posts([post])
    arrival.result_hash = fingerprint(read_whole([post.pk])[0])
    arrival.save(update_fields=["result_hash"])


def mend(html, entry, pictures):
    """A stored text, with pictures instead of the links that the cleaning made of them."""
    said = gettext("Picture: %(name)s").partition("%")[0]
    if said not in html or (root := parse(html)) is None:
        return html
    links = [link for link in root.iter("a") if (link.text or "").startswith(said)]
    mended = [link for link in links if show(link, link.text.removeprefix(said), entry, pictures)]
    return serialize(root) if mended else html


def show(link, name, entry, pictures):
    """Whether the picture of a link could be had and stands in its place."""
    url = link.get("href", "")
    if origin_of(full_size(url)) is None:
        return False
    alt = "" if NAMED_LIKE_A_FILE.fullmatch(name) else name
    if (picture := pictures.have([url], entry, alt)) is None:
        return False
    image = tree.new("img", {"src": picture.file.url, "data-picture": str(picture.pk), "alt": alt})
    replace(link, image)
    paragraph = image.getparent()
    if "remote-picture" in paragraph.get("class", "").split():
        frame(paragraph, image)
    return True


def frame(paragraph, image):
    """What was a link with its caption below it is a figure again."""
    paragraph.tag = "figure"
    paragraph.attrib.pop("class")
    caption = tree.new("figcaption")
    for line_break in paragraph.findall("br")[:1]:
        tree.remove(line_break)
    caption.text, image.tail = image.tail, None
    for child in list(paragraph)[1:]:
        caption.append(child)
    tree.trim(caption)
    if not tree.is_empty(caption):
        paragraph.append(caption)
