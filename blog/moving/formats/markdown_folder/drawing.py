"""What stood in the place of each tag."""

import html
import re

from ..embedded import media_link
from . import site as systems

# Addresses, where only a number or name is given.
PLACES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "gist": "https://gist.github.com/{}",
    "github": "https://github.com/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "twitter": "https://twitter.com/i/status/{}",
    "x": "https://twitter.com/i/status/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "codepen": "https://codepen.io/{}",
    "jsfiddle": "https://jsfiddle.net/{}",
    "codesandbox": "https://codesandbox.io/s/{}",
    "stackblitz": "https://stackblitz.com/edit/{}",
    "stackoverflow": "https://stackoverflow.com/q/{}",
    "speakerdeck": "https://speakerdeck.com/{}",
    "soundcloud": "https://soundcloud.com/{}",
    "spotify": "https://open.spotify.com/{}",
    "asciinema": "https://asciinema.org/a/{}",
    "user": "https://dev.to/{}",
    "tag": "https://dev.to/t/{}",
    "organization": "https://dev.to/{}",
    **dict.fromkeys(
        ("embed", "glitch", "replit", "kotlin", "reddit", "medium", "wikipedia", "devcomment", "podcast"), ""
    ),
}
# Their own part of an address is not the first word: {{< gist user id >}}, {{< tweet user="x" id="1" >}}.
IDS = ("id", "src", "url", "href", "link", "video", "file")
FIGURES = {
    "figure",
    "img",
    "image",
    "imgcap",
    "asset_img",
    "picture",
    "responsive_image",
    "lazyimg",
    "photo",
    "bundle-image",
}
NOTES = {"notice", "note", "tip", "warning", "info", "alert", "callout", "hint", "admonition", "danger", "important"}
SECTIONS = {"details", "collapsible", "spoiler", "expand", "collapse", "accordion"}
LINKS = {"ref", "relref", "link", "post_url", "post_link", "url"}
# They chose or counted and stood for no words of their own.
SILENT = {
    "assign",
    "capture",
    "if",
    "elsif",
    "else",
    "unless",
    "for",
    "case",
    "when",
    "increment",
    "toc",
    "param",
    "more",
}
SILENT |= {"seo", "feed_meta", "newthought", "br", "clear", "break", "layout", "tabs", "rawhtml", "div", "center"}
QUOTED = re.compile(r"""["']([^"']*)["']\s*(?:\|.*)?$""")
PATH = re.compile(r"[\w./:@?=&%#+-]{1,300}")


class Drawing:
    """`left_out(name)` is told what meant something unknown. `links(name)`: the
    address of another text of the site, or nothing."""

    def __init__(self, site, title, links, left_out):
        self.site, self.title, self.links, self.left_out = site, title, links, left_out

    def draw(self, tag):
        name = tag.name
        if name == "include":
            return self.draw_include(tag)
        if name in ("comment", "for", "tablerow"):
            return ""  # what was drawn for each of several is none of the text's
        if name in ("highlight", "codeblock", "code", "mermaid"):
            return draw_code(tag)
        if name in FIGURES:
            return draw_figure(tag)
        if name in PLACES or name in ("video", "audio"):
            return self.draw_place(tag)
        if name in NOTES and tag.inner is not None:
            return f'\n<div class="note">\n\n{tag.inner.strip()}\n\n</div>\n'
        if name in SECTIONS and tag.inner is not None:
            return draw_section(tag)
        if name in ("blockquote", "quote", "pullquote") and tag.inner is not None:
            return draw_quotation(tag)
        if name in LINKS:
            return self.draw_link(tag.first() or tag.get("path", "href"))
        if name == "cta":
            return f'<a href="{html.escape(tag.first())}">{tag.inner or tag.first()}</a>'
        if name not in SILENT:
            self.left_out(name)
        return tag.inner or ""

    def draw_link(self, name):
        """The address of another text or file of the site; none of what never came out."""
        is_file = "." in name.rpartition("/")[2] and not name.endswith((".md", ".markdown"))
        return self.links(name) or (f"/{name.lstrip('/')}" if is_file and "://" not in name else "")

    def draw_include(self, tag):
        """Jekyll's own snippets, by what they are called: figures and players have the same names everywhere."""
        name = tag.first().rpartition("/")[2].partition(".")[0].lower().replace("_", "-")
        tag.plain = tag.plain[1:]
        if tag.get("image_path", "src", "url", "file", "path", "img", "image") and re.search(
            "fig|im(g|age)|pic|photo", name
        ):
            return draw_figure(tag)
        found = next((kind for kind in (*PLACES, "video", "audio") if len(kind) > 2 and kind in name), "")
        if found:
            tag.name = found
            return self.draw_place(tag)
        self.left_out(f"include {name}")
        return ""

    def draw_place(self, tag):
        said = tag.get(*IDS) or ("/".join(tag.plain[:2]) if tag.name == "gist" else tag.first())
        kind = tag.name if tag.name in ("video", "audio") else ""
        if re.match(r"(https?:)?//|/", said):
            return media_link(said, tag.get("title"), kind) if said[:1] != "/" or kind else ""
        if PLACES.get(tag.name) and PATH.fullmatch(said):
            return media_link(PLACES[tag.name].format(said), tag.get("title"))
        self.left_out(tag.name)
        return ""

    def value(self, words):
        """What {{ words }} stood for, where it was filled in. Elsewhere it is a text about templates."""
        if self.site.system not in (systems.JEKYLL, systems.HEXO):
            return "{{ " + words + " }}"
        if words.startswith(("site.baseurl", "site.base_url")):
            return self.site.base
        if words.startswith("page.title"):
            return html.escape(self.title)
        quoted = QUOTED.match(words)
        return quoted[1] if quoted else ""


def draw_code(tag):
    language = "mermaid" if tag.name == "mermaid" else tag.get("lang", "language").lower() or tag.first().lower()
    language = language.removeprefix("lang:")
    if tag.inner is None:
        return ""
    language = language if re.fullmatch(r"[\w+#.-]{1,30}", language) else ""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", tag.inner)), default=0))
    text = tag.inner.strip("\r\n")
    return f"\n\n{fence}{language}\n{text}\n{fence}\n\n"


def draw_figure(tag):
    src = tag.get("src", "image_path", "url", "path", "file", "image", "img", "link_src") or tag.first()
    if tag.name == "img" and not re.search(r"[./]", src):
        src = next((said for said in tag.plain if re.search(r"[./]", said)), src)  # Octopress names a class first
    if not src:
        return ""
    alt, title = tag.get("alt"), tag.get("title")
    caption = tag.get("caption", "description") or (title if tag.name == "figure" else "")
    if tag.get("attr"):
        caption = f"{caption} {tag.get('attr')}".strip()
    image = f'<img src="{html.escape(src)}" alt="{html.escape(alt or ("" if caption else title))}">'
    if link := tag.get("link", "href"):
        image = f'<a href="{html.escape(link)}">{image}</a>'
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"\n\n<figure>{image}{below}</figure>\n\n"


def draw_section(tag):
    title = tag.get("summary", "title") or (tag.said if not tag.named else tag.first())
    title = html.escape(title.strip("\"'") or "…")
    return f"\n<details>\n<summary>{title}</summary>\n\n{tag.inner.strip()}\n\n</details>\n"


def draw_quotation(tag):
    author = tag.get("author", "cite") or (tag.said if not tag.named else "")
    cite = f"\n\n<cite>{html.escape(author)}</cite>" if author else ""
    return f"\n<blockquote>\n\n{tag.inner.strip()}{cite}\n\n</blockquote>\n"
