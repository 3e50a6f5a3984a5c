"""Pictures on a page: covers, uploaded or drawn, and any other picture with its renditions."""

from django import template
from django.utils.safestring import mark_safe

from blog.art import BAND, PLATE, cover_svg

register = template.Library()

# How wide a cover is shown, for the browser to choose among its sizes; and whether it may wait until it is scrolled to.
COVER_SIZES = {
    "page": "(min-width: 60rem) 58rem, 100vw",
    "lead": "(min-width: 60rem) 36rem, 100vw",
    "card": "(min-width: 40rem) 20rem, 100vw",
}
MIDDLE = 5  # tenths


@register.inclusion_tag("_parts/cover.html")
def cover(post, variant="page"):
    """
    `{% cover post %}` on its page, `variant="lead"` where it leads a page of others, `variant="card"` in a list (lazy).
    The uploaded cover, or the one drawn for this post. Asks nothing of the database after `for_lists()`.
    """
    context = {"variant": variant, "is_lazy": variant == "card"}
    if post.cover_id:
        return context | {
            "cover": post.cover,
            "picture": post.cover.for_page(COVER_SIZES[variant]),
            "alt": "" if variant == "card" else post.cover.alt,  # in a list the title beside it says it
            "focus": focus(post.cover),
        }
    return context | {"drawing": drawing(post, BAND if variant == "page" else PLATE)}


def drawing(post, plate):
    motif, hue = (post.category.motif, post.category.hue) if post.category_id else ("", 0)
    return mark_safe(cover_svg(motif, post.slug, post.day, hue, plate))  # noqa: S308 - made of numbers alone


def focus(cover):
    """What must stay in view, to a tenth of the picture, as classes of art.css: no style attribute may say it."""
    tenths = {"x": round(cover.focal_x * 10), "y": round(cover.focal_y * 10)}
    return " ".join(f"focus-{axis}-{tenth}" for axis, tenth in tenths.items() if tenth != MIDDLE)


@register.inclusion_tag("_parts/picture.html")
def picture(picture, sizes="(min-width: 48rem) 42rem, 100vw", eager=False, figure=False):
    """
    `{% picture picture sizes="..." %}`: lazy unless `eager=True`; `figure=True` adds caption, credit and licence. For
    a fixed number of queries, prefetch `renditions`.
    """
    return {"record": picture, "picture": picture.for_page(sizes), "is_lazy": not eager, "figure": figure}
