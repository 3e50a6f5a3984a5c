"""A post's texts made ready for its page when it is saved, so that no page parses HTML."""

from operator import attrgetter

from blog import markup
from blog.models import Picture, Post, pack_parts

ROW_TEXTS = (
    ("role_skills", ("skill.name", "sentence")),
    ("tasks", ("text",)),
    ("perks", ("title", "text")),
    ("drawbacks", ("title", "text")),
    ("ways_in", ("note",)),
    ("steps", ("title", "text")),
    ("voices", ("quote",)),
)


def pictures_in(posts):
    """{pk: PagePicture} of every picture in the texts of these posts."""
    texts = [getattr(post, field) for post in posts for field in Post.RICH_FIELDS]
    numbers = {number for text in texts for number in markup.picture_ids(text)}
    return Picture.objects.for_page(numbers) if numbers else {}


def compute_texts(post, pictures):
    """Fill the computed fields of `post` from its texts and rows, without saving. `pictures`: see `pictures_in`."""
    post.rendered, post.contents, anchors = {"parts": pack_parts(post)}, [], set()
    for field in Post.RICH_FIELDS:
        # A standing section of a role has its heading already; its text begins one level below.
        level = 2 if field == "body" else 3
        page = markup.prepare_for_page(getattr(post, field), pictures=pictures, top_level=level, taken=anchors)
        post.rendered[field] = page.html
        post.contents += page.contents
    post.rendered["choose_else"] = [markup.render_line(reason) for reason in post.choose_else_reasons]
    post.word_count = markup.count_words("\n".join(page_texts(post)))
    post.search_names = "\n".join(filter(None, [post.also_called, post.hidden_names]))


def page_texts(post):
    """Every text a reader of the page reads."""
    yield from (post.standfirst, post.closing_line, post.choose_else)
    yield from (markup.plain_text(getattr(post, field)) for field in Post.RICH_FIELDS)
    if post.kind == Post.Kind.ROLE:
        for rows, fields in ROW_TEXTS:
            for row in getattr(post, rows).all():
                yield from (attrgetter(field)(row) for field in fields)
