"""The three feed formats, each with the full text of its entries."""

import io
import json
import re
from functools import partial
from itertools import chain

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from blog.caching import drawn_from

# XML 1.0 has no way to write these, escaped or not (section 2.2).
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class FullTextFeed(SyndicationFeed):
    """Entries carry `content`, their whole text as HTML with absolute addresses, beside the short description."""

    def add_item(self, *args, **kwargs):
        super().add_item(*args, **kwargs)
        item = self.items[-1]
        for key, value in item.items():
            if isinstance(value, str):
                item[key] = NOT_IN_XML.sub("", value)

    def write_items(self, handler):
        for item in self.items:
            xml = drawn_from((type(self).__name__, *chain(*item.items())), partial(self.item_as_xml, item))
            handler.ignorableWhitespace(xml)  # SAX's way to write text as it is

    def item_as_xml(self, item):
        text = io.StringIO()
        handler = SimplerXMLGenerator(text, "utf-8", short_empty_elements=True)
        handler.startElement(self.element, self.item_attributes(item))
        self.add_item_elements(handler, item)
        handler.endElement(self.element)
        return text.getvalue()


def with_short_html(item):
    """The short description is plain text, and both formats of XML give it as HTML: what reads them would run it."""
    return {**item, "description": escape(item["description"])}


class AtomFeed(FullTextFeed, Atom1Feed):
    """RFC 4287."""

    element = "entry"

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, with_short_html(item))
        handler.addQuickElement("content", item["content"], {"type": "html"})


class RssFeed(FullTextFeed, Rss201rev2Feed):
    """RSS 2.0 with the content module."""

    element = "item"

    def rss_attributes(self):
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, with_short_html(item))
        handler.addQuickElement("content:encoded", item["content"])


class JsonFeed(FullTextFeed):
    """JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/"""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        outfile.write(json.dumps(self.as_dict(), ensure_ascii=False).encode(encoding))

    def as_dict(self):
        return {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "items": [self.item_as_dict(item) for item in self.items],
        }

    def item_as_dict(self, item):
        fields = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["description"],
            "content_html": item["content"],
            "image": item.get("image"),
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "authors": [{"name": name} for name in item["author_names"]],
            "tags": list(item["categories"]),
        }
        return {key: value for key, value in fields.items() if value}
