"""What the fields before a text say, in the habits of each system."""

import datetime

from django.utils.text import slugify

from . import site as systems

COVERS = ("cover_image", "cover", "featured_image", "feature_image", "featuredImage", "coverImage", "heroImage")
COVERS += ("hero_image", "image", "banner", "thumbnail", "img", "images", "header", "teaser")
WITHIN_COVER = ("image", "src", "url", "path", "feature", "teaser", "overlay_image")
MOST_IN_LIST = 200


def first_of(front, *names):
    return next((front[name] for name in names if front.get(name) not in (None, "", [], {})), None)


def text_of(front, *names):
    """The first of these fields that is a text, number or date, as one line."""
    for name in names:
        value = front.get(name)
        if isinstance(value, (str, int, float, datetime.date)) and not isinstance(value, bool) and str(value).strip():
            return " ".join(str(value).split())
    return ""


def is_true(value):
    return value is True or (isinstance(value, str) and value.strip().lower() in ("true", "yes", "1"))


def is_false(value):
    return value is False or (isinstance(value, str) and value.strip().lower() in ("false", "no", "0"))


def is_of_dev_to(front):
    return (
        "published" in front and isinstance(front.get("tags", ""), str) and bool({"tags", "cover_image"} & set(front))
    )


# Lists


def list_in(value, *, by_spaces=False):
    """A field that may be a list, or its items in one text: with commas, or (in Jekyll) with spaces between."""
    if isinstance(value, dict):
        value = list(value)
    if isinstance(value, str):
        value = value.split(",") if "," in value else value.split() if by_spaces else [value]
    if not isinstance(value, list):
        value = [] if value is None or isinstance(value, bool) else [value]
    said = (
        " ".join(str(item).split()).strip("#") for item in value[:MOST_IN_LIST] if isinstance(item, (str, int, float))
    )
    return list(dict.fromkeys(item for item in said if item))


def labels_of(front, site):
    taxonomies = front.get("taxonomies") if isinstance(front.get("taxonomies"), dict) else {}
    return list_in(
        first_of(front, "tags", "tag", "Tags") or taxonomies.get("tags"), by_spaces=site.system == systems.JEKYLL
    )


def categories_of(front, file, site):
    taxonomies = front.get("taxonomies") if isinstance(front.get("taxonomies"), dict) else {}
    if isinstance(front.get("category"), str):
        said = [" ".join(front["category"].split())]
    else:
        value = first_of(front, "categories", "category", "Categories") or taxonomies.get("categories")
        value = (
            [part for item in value for part in (item if isinstance(item, list) else [item])]
            if is_nested(value)
            else value
        )
        said = list_in(value, by_spaces=site.system == systems.JEKYLL)
    folders = list(file.folders) if site.system == systems.JEKYLL and not file.is_page else []
    return list(dict.fromkeys([*folders, *said]))


def is_nested(value):
    """Hexo writes several branches of categories as lists within the list."""
    return isinstance(value, list) and any(isinstance(item, list) for item in value[:MOST_IN_LIST])


def paths_in(value):
    """Addresses of this blog among the values of a field."""
    said = list_in([value] if isinstance(value, str) else value)
    return [path if path.startswith("/") else f"/{path}" for path in said if "://" not in path]


# People and pictures


def names_of_writers(front):
    """[(key or name, {what else is said})]"""
    value = first_of(front, "authors", "author", "writer")
    value = value if isinstance(value, list) else [value]
    found = []
    for item in value[:20]:
        if isinstance(item, dict):
            name = text_of(item, "name", "display_name", "title")
            found += [(name, item)] if name else []
        elif isinstance(item, str) and item.strip():
            found.append((" ".join(item.split()), {}))
    return found


def cover_of(front):
    """(address, alternative text)."""
    said = first_of(front, *COVERS)
    alt = text_of(front, "cover_alt", "image_alt", "coverAlt", "thumbnail_alt", "imageAlt", "heroAlt")
    if isinstance(said, list):
        said = said[0]
    if isinstance(said, dict):
        alt = alt or text_of(said, "alt", "caption", "description")
        said = first_of(said, *WITHIN_COVER)
    return (said.strip(), alt) if isinstance(said, str) else ("", alt)


def slug_part(text):
    """As the generators make a part of a path of it, in any script."""
    return slugify(str(text), allow_unicode=True) or str(text)
