from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.markup import clean_html, plain_text, prepare_for_page, render_comment, render_line, render_markdown
from blog.markup.cleaning import ALLOWED, CLASSED
from blog.markup.markdown import COMMENT_TAGS, LINE_TAGS

PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<div>", "</div>", "<span style='font-weight:bold'>", "</span>", "<b>", "</b>", "<i>", "</i>"),
        *("<ul>", "</ul>", "<ol start=3>", "</ol>", "<li>", "</li>", "<table>", "</table>", "<tr>", "<td>", "<th>"),
        *("<caption>", "<thead>", "<tbody>", "</td>", "<h1>", "</h1>", "<h3>", "</h3>", "<h6>", "<pre>", "</pre>"),
        *("<code class=language-c>", "</code>", "<blockquote>", "</blockquote>", "<figure>", "</figure>", "<hr>"),
        *("<figcaption>", "</figcaption>", "<dl>", "<dt>", "<dd>", "</dl>", "<details>", "<summary>", "</summary>"),
        *("<a href='javascript:alert(1)'>", "<a href=//evil.example>", "<a href='/roles/x/'>", "</a>", "<br>", "<br/>"),
        *("<img src=x onerror=alert(1)>", "<img src=/media/a.png alt=A>", "<img src='https://e.example/b.png'>"),
        *("<script>", "</script>", "alert(1)", "<style>", "</style>", "<svg onload=alert(1)>", "</svg>", "<math>"),
        *("<mtext>", "<mglyph>", "<iframe src=//e.example>", "</iframe>", "<textarea>", "</textarea>", "<title>"),
        *("<noscript>", "</noscript>", "<template>", "<form action=//e>", "<input autofocus onfocus=alert(1)>", "<!--"),
        *(
            "-->",
            "<![if !supportLists]>",
            "<o:p>",
            "</o:p>",
            "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>",
        ),
        *(
            "<span style='mso-list:Ignore'>",
            "• ",
            "- ",
            "1. ",
            "2) ",
            "\n",
            " ",
            "\xa0",
            "x",
            "two words",
            "数据",
            "\x00",
        ),
        *("&lt;script&gt;", "&nbsp;", "&#106;avascript:", "<", ">", '"', "'", "&", "\ud800", "<p dir=rtl lang=ar>"),
        *("<a href='java\nscript:alert(1)'>", "<a href='data:text/html,<script>'>", "<object data=x>", "<embed src=x>"),
        *(
            "<table class=tr-caption-container>",
            "<td class=tr-caption>",
            "</table>",
            "<meta http-equiv=refresh>",
            "<base href=x>",
        ),
    ]
)
SOUP = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)


class Inspector(HTMLParser):
    """Reads HTML by another parser than the one that made it, and notes every tag and attribute."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attributes]


def assert_harmless(html, *, tags=frozenset(ALLOWED), more=frozenset()):
    page = Inspector(html)
    assert set(page.tags) <= tags
    for tag, name, value in page.attributes:
        allowed = ALLOWED.get(tag, set()) | {"dir", "lang"} | ({"class"} if tag in CLASSED else set()) | more
        assert name in allowed
        if name in ("href", "src"):
            assert urlsplit(value).scheme in ("", "http", "https", "mailto")
        if name == "src":
            assert value.startswith("/media/")


@given(SOUP)
def test_nothing_executable_survives_cleaning(soup):
    assert_harmless(clean_html(soup))


@given(SOUP)
def test_cleaning_what_is_clean_changes_nothing(soup):
    once = clean_html(soup)
    assert clean_html(once) == once


@given(SOUP)
def test_nothing_executable_survives_markdown(soup):
    assert_harmless(render_markdown(soup))
    assert_harmless(render_comment(soup), tags=COMMENT_TAGS)
    assert_harmless(render_line(soup), tags=LINE_TAGS)


@given(SOUP)
def test_nothing_executable_reaches_the_page(soup):
    page = prepare_for_page(soup)
    added = {"id", "class", "tabindex", "role", "aria-label", "loading", "decoding"}
    assert_harmless(page.html, tags={*ALLOWED, "div", "h5"}, more=added)


@given(st.text(max_size=200))
def test_plain_words_survive(text):
    words = "".join(character for character in text if character.isalnum())
    kept = plain_text(clean_html(escape(text)))
    assert words == "".join(character for character in kept if character.isalnum())


def clean(html):
    return clean_html(html).replace("\n", "")


def test_a_paste_from_a_word_processor_becomes_a_nested_list():
    pasted = """
        <p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>
        <span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times"'>&nbsp;&nbsp;
        </span></span></span><![endif]>First<o:p></o:p></p>
        <p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o</span>
        Below</p>
        <p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Last</p>
        <p class=MsoNormal><o:p>&nbsp;</o:p></p>
        <p class=MsoNormal>After <span style='mso-bidi-font-weight:bold'><span lang=EN-US>it</span></span></p>"""
    assert clean(pasted) == "<ul><li>First<ul><li>Below</li></ul></li><li>Last</li></ul><p>After it</p>"


def test_a_numbered_list_of_a_word_processor_is_numbered():
    item = "<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>{}.&nbsp;</span>{}</p>"
    assert clean(item.format(1, "a") + item.format(2, "b")) == "<ol><li>a</li><li>b</li></ol>"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("<p>• a</p><p>• b</p>", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>- a</p><p>- b</p>", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>1. a</p><p>&nbsp;</p><p>2. b</p>", "<ol><li>a</li><li>b</li></ol>"),
        ("<p>Two:<br>* a<br>* b<br>then<br>more</p>", "<p>Two:</p><ul><li>a</li><li>b</li></ul><p>then<br>more</p>"),
        (
            "<p><b>1. Name</b>: x</p><p><b>2. Other</b>: y</p>",
            "<ol><li><strong>Name</strong>: x</li><li><strong>Other</strong>: y</li></ol>",
        ),
        ("<p>- a remark after a dash</p>", "<p>- a remark after a dash</p>"),
        ("<p>1986. A year.</p><p>1987. The next.</p>", "<p>1986. A year.</p><p>1987. The next.</p>"),
        ("<p>2. second alone</p>", "<p>2. second alone</p>"),
    ],
)
def test_lists_typed_as_characters_become_lists(typed, expected):
    assert clean(typed) == expected


def test_a_paste_from_a_web_office_keeps_bold_and_drops_its_wrapper():
    pasted = (
        "<b style='font-weight:normal' id='docs-internal-guid-1'><p dir='ltr'><span style='font-weight:700'>Bold</span>"
        "<span style='font-style:italic'> leaning</span><span> plain</span></p><br></b>"
    )
    assert clean(pasted) == '<p dir="ltr"><strong>Bold</strong> <em>leaning</em> plain</p>'


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("h1 h2 h3", "h2 h3 h4"),
        ("h2 h4 h4 h2", "h2 h3 h3 h2"),
        ("h4 h3 h2", "h2 h2 h2"),
        ("h1 h3 h5 h6 h1", "h2 h3 h4 h4 h2"),
    ],
)
def test_headings_keep_their_hierarchy_from_the_second_level(written, expected):
    cleaned = clean_html("".join(f"<{tag}>x</{tag}>" for tag in written.split()))
    assert Inspector(cleaned).tags == expected.split()


def test_loose_text_and_divisions_become_paragraphs():
    assert clean("a<br><br>b<br>c<div>d</div><div><br></div>") == "<p>a</p><p>b<br>c</p><p>d</p>"


def test_a_picture_of_this_site_stays_with_its_number():
    html = '<img src="/media/p/1.jpg" data-picture="3" alt="A desk" style="float:left">'
    assert clean(html) == '<figure><img src="/media/p/1.jpg" alt="A desk" data-picture="3"></figure>'


def test_a_picture_from_elsewhere_becomes_a_captioned_link():
    html = '<figure><img src="https://e.example/y.jpg" alt="A desk"><figcaption>Mine</figcaption></figure>'
    link = '<a href="https://e.example/y.jpg" rel="noopener">Picture: A desk</a>'
    assert clean(html) == f'<p class="remote-picture">{link}<br>Mine</p>'


def test_a_captioned_picture_of_a_hosted_blog_becomes_a_figure():
    html = (
        "<table class='tr-caption-container'><tr><td><a href='/media/big.jpg'><img src='/media/a.jpg'></a></td></tr>"
        "<tr><td class='tr-caption'>By the sea</td></tr></table>"
    )
    linked = '<a href="/media/big.jpg"><img src="/media/a.jpg" alt=""></a>'
    assert clean(html) == f"<figure>{linked}<figcaption>By the sea</figcaption></figure>"


def test_tables_keep_captions_and_their_headings_get_a_scope():
    html = "<table><caption>Pay</caption><tr><th>Stage<th>From<tr><th>Starter<td colspan=2>1</table>"
    assert clean(html) == (
        '<table><caption>Pay</caption><tbody><tr><th scope="col">Stage</th><th scope="col">From</th></tr>'
        '<tr><th scope="row">Starter</th><td colspan="2">1</td></tr></tbody></table>'
    )


def test_links_lead_out_without_a_hold_on_this_page(settings):
    settings.SITE_URL = "https://blog.example"
    html = "<a href='https://e.example/' target=_blank rel=opener>a</a> <a href='https://blog.example/roles/x/'>b</a>"
    assert clean(html) == '<p><a href="https://e.example/" rel="noopener">a</a> <a href="/roles/x/">b</a></p>'


def test_an_address_that_only_begins_like_ours_is_foreign(settings):
    settings.SITE_URL = "https://blog.example"
    assert "https://blog.example.evil/" in clean("<a href='https://blog.example.evil/'>x</a>")


def test_code_keeps_its_lines():
    html = '<pre><code class="language-python">if a &lt; b:\n    pass</code></pre>'
    assert clean_html(html) == html


def test_what_nests_beyond_measure_is_kept_as_text():
    assert clean_html("<div>" * 50_000 + "deep<script>alert(1)</script>") == "<p>deep</p>"
