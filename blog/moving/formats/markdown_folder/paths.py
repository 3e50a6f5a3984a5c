"""Under which path a generator published a file."""

import re

from . import site as systems
from .fields import first_of, paths_in, slug_part, text_of

JEKYLL_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
DEFAULTS = {systems.JEKYLL: JEKYLL_STYLES["date"], systems.HEXO: "/:year/:month/:day/:title/"}
PLACE = re.compile(r":([a-z_]+)")


def path_of(front, file, site, entry, categories):
    """The path of an Entry, with the folder the site stands in."""
    said = text_of(front, "url") if site.system == systems.HUGO else text_of(front, "permalink", "url")
    if said and "://" not in said:
        path = filled(said, front, file, site, entry, categories)
    elif entry.is_page and site.system in (systems.JEKYLL, systems.HEXO):
        path = path_of_page(file, site)
    elif site.system in (systems.JEKYLL, systems.HEXO):
        path = filled(pattern_of(site), front, file, site, entry, categories)
    else:
        path = path_by_folders(front, file, site, entry, categories)
    return tidy(f"{site.base}/{language_of(file, site)}/{path}")


def language_of(file, site):
    """The folder of a translation; the site's first language has none."""
    default = text_of(site.settings, "defaultContentLanguage") or "en"
    return file.language if file.language.lower() != default.lower() else ""


def other_paths(front, site, path):
    """Addresses that led to it there."""
    said = [first_of(front, name) for name in ("redirect_from", "aliases", "alias", "redirects")]
    found = [tidy(f"{site.base}{other}") for value in said for other in paths_in(value)]
    return [other for other in dict.fromkeys(found) if other != path]


def pattern_of(site):
    said = text_of(site.settings, "permalink")
    return JEKYLL_STYLES.get(said, said) or DEFAULTS[site.system]


def path_of_page(file, site):
    is_pretty = pattern_of(site).endswith("/")
    parts = list(file.folders) + ([] if file.is_bundle else [file.stem])
    path = "/".join(parts)
    return f"{path}/" if is_pretty or file.is_bundle or site.system == systems.HEXO else f"{path}.html"


def path_by_folders(front, file, site, entry, categories):
    """Hugo, and most others: the folders and the name."""
    section = file.folders[0] if file.folders else ""
    patterns = site.settings.get("permalinks") if isinstance(site.settings.get("permalinks"), dict) else {}
    patterns = patterns.get("page") if isinstance(patterns.get("page"), dict) else patterns
    if isinstance(patterns.get(section), str):
        return filled(patterns[section], front, file, site, entry, categories)
    name = text_of(front, "slug") or name_of(file, site)
    path = "/".join(slug_of_folder(part) for part in (*file.folders, name))
    return (
        f"{path}.html" if site.settings.get("uglyURLs") is True or site.settings.get("uglyurls") is True else f"{path}/"
    )


def name_of(file, site):
    """Hugo keeps the date in the name; others take it off."""
    if site.system == systems.HUGO and file.date:
        return f"{file.date:%Y-%m-%d}-{file.stem}"
    return file.stem


def slug_of_folder(part):
    return re.sub(r"\s+", "-", part.strip()).lower()


def filled(pattern, front, file, site, entry, categories):
    """A pattern such as /:year/:title/ with what it stands for."""
    at = entry.published_at.astimezone(site.zone) if entry.published_at else None
    title = entry.slug or file.stem
    values = {
        "categories": "/".join(slug_part(name) for name in categories),
        "category": "/".join(slug_part(name) for name in categories),
        "title": title if site.system != systems.HUGO else slug_part(entry.title),
        "slug": text_of(front, "slug") or slug_part(entry.title if site.system == systems.HUGO else title),
        **dict.fromkeys(("slugorfilename", "slugorcontentbasename"), entry.slug or file.stem),
        **dict.fromkeys(("filename", "name", "basename", "post_title", "contentbasename"), file.stem),
        **dict.fromkeys(("section", "sections", "collection"), "/".join(file.folders)),
        "path": "/".join((*file.folders, file.stem)),
        "output_ext": ".html",
    }
    if at:
        values |= {"year": f"{at:%Y}", "month": f"{at:%m}", "day": f"{at:%d}", "i_month": str(at.month)}
        values |= {"i_day": str(at.day), "short_year": f"{at:%y}", "y_day": f"{at:%j}", "hour": f"{at:%H}"}
        values |= {"minute": f"{at:%M}", "second": f"{at:%S}", "monthname": f"{at:%B}", "short_month": f"{at:%b}"}
    return PLACE.sub(lambda place: values.get(place[1], place[0]), pattern)


def tidy(path):
    return re.sub("/{2,}", "/", path if path.startswith("/") else f"/{path}")
