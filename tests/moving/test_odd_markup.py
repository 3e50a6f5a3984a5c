"""No markup of another blog, however odd, stops an import: pictures and links come out of it, and safe HTML."""

from hypothesis import example, given
from hypothesis import strategies as st

from blog.markup import clean_html
from blog.moving.bringing.links import Links
from blog.moving.bringing.missing import mend
from blog.moving.bringing.picture_tags import picture_tags
from blog.moving.bringing.pictures import Missing, Pictures
from blog.moving.bringing.trees import parse, serialize
from blog.moving.entries import Blog, Entry, Status
from blog.moving.reports import Report
from blog.moving.shelf import Shelf

URLS = [
    "/a.jpg",
    "a-300x200.jpg",
    "http://[",
    "data:,x",
    "//b.example/s320/c.png",
    "#c1",
    "?p=1",
    "",
    "javascript:x",
    "/é?m=1",
]
NAMES = [
    "a",
    "img",
    "figure",
    "figcaption",
    "p",
    "noscript",
    "picture",
    "source",
    "amp-img",
    "table",
    "td",
    "b",
    "body",
    "svg",
]
ATTRIBUTES = ["href", "src", "srcset", "data-src", "data-orig-file", "alt", "title", "class", "rel", "width", "height"]
VALUES = [*URLS, "javascript:x", "emoji", "wp-att-3", "1", "x 1w, y 2w", "Picture: x", "IMG_1.jpg"]

attributes = st.lists(st.tuples(st.sampled_from(ATTRIBUTES), st.sampled_from(VALUES)), max_size=4)
pieces = st.one_of(
    st.builds(
        lambda name, given: f"<{name}{''.join(f' {key}={value!r}' for key, value in given)}>",
        st.sampled_from(NAMES),
        attributes,
    ),
    st.sampled_from([f"</{name}>" for name in NAMES]),
    st.sampled_from(["text", " ", "<!-- x -->", "<![CDATA[x]]>", "<?php x ?>", "&lt;", "Picture: x", "\0", "\ud800"]),
)
markup = st.lists(pieces, max_size=14).map("".join)


class Nothing(Pictures):
    """Finds no picture, and asks no database for one."""

    def find(self, addresses, about, alt, caption):
        raise Missing("none")


@given(markup)
@example("<a href='/a.jpg'></body><body>")
@example("<a href='/a.jpg'><img src='/a.jpg'><img src='/a.jpg'></a>")
def test_pictures_and_links_come_out_of_any_markup(html):
    entry = Entry("x", "x", html, Status.PUBLIC, path="/2019/05/a.html")
    with Shelf() as shelf:
        shelf.put(Blog(hosts=["old.example"]))
        links = Links(shelf, Report())
        links.label_path = lambda name: None
        pictures = Nothing(None, shelf, Report(), "link")
        cleaned = clean_html(links.rewrite(pictures.bring(html, entry), entry))
        assert "<img" not in cleaned
        assert clean_html(cleaned) == cleaned


class Shown:
    pk = 7

    class file:
        url = "/media/a.jpg"


@given(markup)
def test_pictures_that_are_here_take_the_place_of_any_tag(html):
    if (root := parse(html)) is None:
        return
    tags = picture_tags(root)
    for tag in tags:
        tag.show(Shown)
    cleaned = clean_html(serialize(root))
    assert cleaned.count('data-picture="7"') <= len(tags)
    assert "b.example/s320" not in cleaned or "href" in cleaned


@given(markup)
def test_texts_without_links_left_for_pictures_are_not_touched(html):
    cleaned = clean_html(html)
    if "Picture: " not in cleaned:
        assert mend(cleaned, None, None) == cleaned
