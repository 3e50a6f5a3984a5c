import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.markup import clean_html, html_to_line, html_to_markdown, plain_text, render_line, render_markdown

from .test_clean_html import SOUP


@given(SOUP)
def test_html_written_as_markdown_comes_back_the_same(soup):
    html = clean_html(soup)
    assert render_markdown(html_to_markdown(html)) == html


@pytest.mark.parametrize(
    "markdown",
    [
        "## A heading\n\nSome *text* with **weight**, `code` and [a link](/roles/x/).",
        "- one\n- two\n  - below\n- three",
        "1. one\n2. two\n\n   with a second paragraph\n3. three",
        "> A quotation\n>\n> of two paragraphs",
        "```python\nif a < b:\n\n    pass\n```",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        "First line\\\nsecond line",
        "https://example.org/",
        "2 \\* 3 \\* 4 and snake\\_case",
    ],
)
def test_ordinary_markdown_comes_back_as_it_was_written(markdown):
    assert html_to_markdown(render_markdown(markdown)) == markdown


def test_what_markdown_cannot_say_stays_html():
    html = '<figure><img src="/media/a.png" alt="A"><figcaption>Cap</figcaption></figure>\n<p dir="rtl">x</p>'
    assert html_to_markdown(html) == html.replace("\n", "\n\n")
    assert html_to_markdown("<p>H<sub>2</sub>O</p>") == "H<sub>2</sub>O"


@given(SOUP)
def test_a_line_keeps_the_words_of_any_html(soup):
    html = clean_html(soup)
    words = "".join(plain_text(html).split())
    kept = "".join(plain_text(render_line(html_to_line(html))).split())
    assert kept.replace("alt", "") == words.replace("alt", "") or "<img" in html


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<p><b>Read</b> https://example.org/a_b now</p>", "**Read** https://example.org/a_b now"),
        ("<p><em>See</em> www.example.org</p>", "*See* www.example.org"),
        ("<p><em>Ask</em> ines@example.org</p>", "*Ask* ines@example.org"),
        (
            "<p>Type &lt;img src='https://example.org/b.png'&gt;&lt;p&gt;</p>",
            "Type <img src='https://example.org/b.png'><p>",
        ),
    ],
)
def test_an_address_in_a_line_costs_it_neither_emphasis_nor_words(html, line):
    assert html_to_line(html) == line
    assert "".join(plain_text(render_line(line)).split()) == "".join(plain_text(clean_html(html)).split())


@given(st.text(alphabet="ab *_`[]()<>&;:.\\/!#~-1\n", max_size=30))
def test_a_line_read_and_written_twice_stays(text):
    once = html_to_line(render_line(text))
    assert html_to_line(render_line(once)) == once
    assert render_line(once) == render_line(html_to_line(render_line(once)))


def test_harmless_signs_are_not_escaped():
    for text in ("2 * 3 and a_b", "an array[0]", "a < b & c", "C* search"):
        assert html_to_line(render_line(text)) == text
