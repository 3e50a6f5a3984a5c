"""
What stood in a post beside its text: pictures, code, videos, bookmarks ... Mobiledoc and Lexical name and fill them
nearly alike; a card is drawn from its name and what it holds.
"""

import html
import re

from blog.markup import markdown_to_html

from ..embedded import media_link
from .tables import text

WIDE = {"wide", "full"}
LANGUAGE = re.compile(r"[\w+#.-]{1,30}")


def draw_card(name, said):
    """The HTML of a card; nothing for one that only did something to the page."""
    drawer = CARDS.get(name.lower())
    return drawer(said if isinstance(said, dict) else {}) if drawer else ""


def figure(inner, said, key="caption"):
    """`inner` with its caption, which is HTML."""
    if not inner:
        return ""
    wide = ' class="wide"' if said.get("cardWidth") in WIDE else ""
    caption = text(said.get(key))
    return f"<figure{wide}>{inner}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>\n"


def picture(said):
    if not (src := text(said.get("src"))):
        return ""
    tag = f'<img src="{html.escape(src)}" alt="{html.escape(text(said.get("alt")))}">'
    href = text(said.get("href"))
    return f'<a href="{html.escape(href)}">{tag}</a>' if href else tag


def draw_picture(said):
    return figure(picture(said), said)


def draw_gallery(said):
    images = said.get("images")
    return figure("".join(picture(image) for image in images if isinstance(image, dict)), said) if images else ""


def draw_code(said):
    language = text(said.get("language"))
    named = f' class="language-{language}"' if LANGUAGE.fullmatch(language) else ""
    code = f"<pre><code{named}>{html.escape(text(said.get('code')))}</code></pre>\n"
    return figure(code, said) if said.get("caption") else code


def draw_html(said):
    return text(said.get("html"))


def draw_markdown(said):
    return markdown_to_html(text(said.get("markdown")), with_breaks=True, with_footnotes=True)


def draw_embed(said):
    metadata = said.get("metadata") if isinstance(said.get("metadata"), dict) else {}
    link = media_link(text(said.get("url")), text(metadata.get("title")))
    return figure(link, said) if text(said.get("caption")) else link or text(said.get("html"))


def draw_bookmark(said):
    metadata = said.get("metadata") if isinstance(said.get("metadata"), dict) else {}
    link = media_link(text(said.get("url")), text(metadata.get("title") or said.get("title")))
    description = text(metadata.get("description") or said.get("description"))
    below = f"<br>{html.escape(description)}</p>" if description else "</p>"
    link = link.replace("</p>", below) if link else ""
    return link + (f"<p>{text(said.get('caption'))}</p>" if link and said.get("caption") else "")


def draw_callout(said):
    words = text(said.get("calloutText"))
    words = re.sub(r"^<p[^<>]*>|</p>$", "", words.strip())
    emoji = html.escape(text(said.get("calloutEmoji")))
    return f'<p class="note">{emoji} {words}</p>\n' if words else ""


def draw_toggle(said):
    heading, inner = re.sub(r"</?p[^<>]*>", "", text(said.get("heading"))), text(said.get("content"))
    return f"<details><summary>{heading}</summary>{inner}</details>\n"


def draw_button(said):
    return media_link(text(said.get("buttonUrl")), text(said.get("buttonText")))


def draw_file(said):
    return media_link(text(said.get("src")), text(said.get("fileTitle") or said.get("fileName")), "file") + paragraph(
        said.get("fileCaption")
    )


def draw_audio(said):
    return media_link(text(said.get("src")), text(said.get("title")), "audio")


def draw_video(said):
    link = media_link(text(said.get("src")), text(said.get("fileName")), "video")
    return figure(link, said) if text(said.get("caption")) else link


def draw_product(said):
    image = picture({"src": said.get("productImageSrc")})
    return (
        (f"<figure>{image}</figure>" if image else "")
        + (f"<h4>{text(said.get('productTitle'))}</h4>" if said.get("productTitle") else "")
        + text(said.get("productDescription"))
        + (media_link(text(said.get("productUrl")), text(said.get("productButton"))) if said.get("productUrl") else "")
    )


def draw_header(said):
    heading = f"<h2>{text(said.get('header'))}</h2>" if said.get("header") else ""
    return heading + paragraph(said.get("subheader")) + draw_button(said)


def draw_call(said):
    """A call to action: its words and where they lead."""
    return text(said.get("textValue")) + draw_button(said)


def paragraph(words):
    return f"<p>{text(words)}</p>\n" if text(words) else ""


CARDS = {
    **dict.fromkeys(("image", "image-card"), draw_picture),
    **dict.fromkeys(("code", "codeblock"), draw_code),
    **dict.fromkeys(("html", "html-card"), draw_html),
    **dict.fromkeys(("markdown", "card-markdown", "markdown-card"), draw_markdown),
    **dict.fromkeys(("hr", "horizontalrule"), lambda said: "<hr>\n"),
    "gallery": draw_gallery,
    "embed": draw_embed,
    "bookmark": draw_bookmark,
    "callout": draw_callout,
    "toggle": draw_toggle,
    "button": draw_button,
    "file": draw_file,
    "audio": draw_audio,
    "video": draw_video,
    "product": draw_product,
    "header": draw_header,
    "call-to-action": draw_call,
    "transistor": draw_embed,
}
