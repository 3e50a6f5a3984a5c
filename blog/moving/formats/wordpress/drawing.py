"""What stood in the place of each shortcode."""

import html
import re

from blog.markup.tree import names

from ..embedded import media_link
from .shortcode_names import ANY_LANGUAGE, LANGUAGES, LAYOUT, MEDIA, PLACES, SILENT, SIMPLE, VERBATIM

ENCLOSED_PICTURE = re.compile(r"\s*(?:<p>\s*)?((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(.*)\Z", re.DOTALL)
MAX_PICTURES = 1000  # in the galleries of one post
MEDIA_KEYS = (
    "src",
    "mp4",
    "m4v",
    "webm",
    "ogv",
    "wmv",
    "flv",
    "mp3",
    "m4a",
    "ogg",
    "wav",
    "wma",
    "url",
    "href",
    "file",
)
NOT_HERE = "names files that are not in this export. Give the export with the media, too."


class Drawing:
    """
    Draws the shortcodes of one post. `left_out`: is told the name of each that meant something unknown, and a sentence
    if there is something to say of it.
    """

    def __init__(self, library, post_id, left_out):
        self.library, self.post_id, self.left_out = library, post_id, left_out
        self.room = MAX_PICTURES

    def draw(self, shortcode):
        name = shortcode.name
        if drawer := DRAWERS.get(name):
            return drawer(self, shortcode)
        if name in SIMPLE and shortcode.inner is not None:
            return f"<{SIMPLE[name]}>{shortcode.inner}</{SIMPLE[name]}>"
        if name not in SILENT and not name.startswith(LAYOUT):
            self.left_out(name)
        return shortcode.inner or ""

    def draw_caption(self, shortcode):
        """[caption]<img> The caption[/caption], or before 2012 [caption caption="The caption"]<img>[/caption]."""
        inner = shortcode.inner or ""
        found = ENCLOSED_PICTURE.match(inner)
        if not found:
            return inner
        caption = shortcode.get("caption") or re.sub(r"^\s*(</p>|<br\s*/?>)|<p>\s*$", "", found[2]).strip()
        return figure(found[1], caption)

    def draw_gallery(self, shortcode):
        if ids := shortcode.get("ids", "include"):
            pictures = self.library.pictures(numbers(ids))
        else:
            left_out = set(numbers(shortcode.get("exclude")))
            parent = numbers(shortcode.get("id"))[:1] or [self.post_id]
            pictures = [row for row in self.library.pictures_of(parent[0], MAX_PICTURES) if row.id not in left_out]
        if not pictures:
            self.left_out("gallery", NOT_HERE)
            return ""
        pictures = pictures[: self.room]
        self.room -= len(pictures)
        figures = "".join(figure(picture_tag(row), row.caption) for row in pictures)
        return f'<figure class="gallery">{figures}</figure>\n'

    def draw_playlist(self, shortcode):
        files = self.library.pictures(numbers(shortcode.get("ids")), is_any=True)
        if not files:
            self.left_out("playlist", NOT_HERE)
        return "".join(media_link(row.url, row.title) for row in files[:MAX_PICTURES])

    def draw_embed(self, shortcode):
        address = re.sub(r"<[^<>]*>", "", shortcode.inner or "") or shortcode.get("url", "src") or shortcode.first()
        return media_link(html.unescape(address).strip())

    def draw_place(self, shortcode):
        said = shortcode.get("url", "href", "src", "id", "video", "key") or shortcode.first() or shortcode.inner or ""
        said = re.sub(r"<[^<>]*>", "", html.unescape(said)).strip()
        if re.match(r"(https?:)?//", said):
            return media_link(said)
        if PLACES[shortcode.name] and re.fullmatch(r"[\w./-]{1,100}", said):
            return media_link(PLACES[shortcode.name].format(said))
        self.left_out(shortcode.name)
        return ""

    def draw_media(self, shortcode):
        said = shortcode.get(*MEDIA_KEYS) or shortcode.first() or re.sub(r"<[^<>]*>", "", shortcode.inner or "")
        # [audio http://.../a.mp3|titles=A song]
        link = media_link(html.unescape(said).partition("|")[0], shortcode.get("title"), MEDIA[shortcode.name])
        if not link:
            self.left_out(shortcode.name)
        return link

    def draw_code(self, shortcode):
        inner = (shortcode.inner or "").strip("\r\n")
        inner = re.sub(r"^\s*<pre[^<>]*>|</pre>\s*$", "", inner)
        language = shortcode.get("language", "lang", "type")
        if not language:
            language = shortcode.first() if shortcode.name in ANY_LANGUAGE else shortcode.name
        language = LANGUAGES.get(language.lower(), language.lower())
        # Escaped or not, according to the editor it was written in.
        text = html.escape(html.unescape(inner), quote=False)
        named = f' class="language-{language}"' if re.fullmatch(r"[\w+#.-]{1,30}", language) else ""
        return f"<pre><code{named}>{text}</code></pre>"

    def draw_pull_quote(self, shortcode):
        return f'<blockquote class="pull-quote">{shortcode.inner}</blockquote>' if shortcode.inner else ""

    def draw_button(self, shortcode):
        address = shortcode.get("link", "url", "href")
        text = shortcode.inner or html.escape(shortcode.get("title", "text"))
        return f'<a href="{html.escape(address)}">{text or html.escape(address)}</a>' if address else text

    def draw_details(self, shortcode):
        inner, title = shortcode.inner or "", shortcode.get("title", "heading", "question")
        return f"<details><summary>{html.escape(title)}</summary>\n{inner}\n</details>" if title else inner


def numbers(text):
    return [int(number) for number in re.findall(r"\d{1,18}", text or "")][: 2 * MAX_PICTURES]


def figure(picture, caption):
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure>{picture}{below}</figure>\n"


def picture_tag(row):
    return f'<img src="{html.escape(row.url)}" alt="{html.escape(row.alt)}">'


DRAWERS = {
    **dict.fromkeys(PLACES, Drawing.draw_place),
    **dict.fromkeys(MEDIA, Drawing.draw_media),
    **dict.fromkeys(VERBATIM, Drawing.draw_code),
    **dict.fromkeys(names("caption wp_caption"), Drawing.draw_caption),
    **dict.fromkeys(names("gallery su_gallery"), Drawing.draw_gallery),
    **dict.fromkeys(names("spoiler su_spoiler toggle accordion expand collapse su_expand"), Drawing.draw_details),
    **dict.fromkeys(names("pullquote pull_quote su_pullquote"), Drawing.draw_pull_quote),
    **dict.fromkeys(names("button su_button btn vc_btn"), Drawing.draw_button),
    "playlist": Drawing.draw_playlist,
    "embed": Drawing.draw_embed,
}
