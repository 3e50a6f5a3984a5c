"""What went and what came is marked word by word, and nothing of a text is lost by marking it."""

import pytest
from django.utils.safestring import SafeString
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from blog.publishing.comparing import LONGEST, marked


def text_of(side):
    return "".join(html.fromstring(f"<div>{side}</div>").text_content().split())


@pytest.mark.parametrize(
    ("old", "new", "went", "came"),
    [
        ("<p>one two three</p>", "<p>one 2 three</p>", ["two"], ["2"]),
        ("bare words here", "bare other here", ["words"], ["other"]),
        ("<ol><li>a</li><li>b</li></ol>", "<ol><li>a</li><li>c</li></ol>", ["b"], ["c"]),
    ],
)
def test_words_are_marked_on_the_side_they_stand(old, new, went, came):
    left, right = marked(SafeString(old), SafeString(new))
    assert [mark.text.strip() for mark in html.fromstring(f"<div>{left}</div>").iter("del")] == went
    assert [mark.text.strip() for mark in html.fromstring(f"<div>{right}</div>").iter("ins")] == came
    assert text_of(left) == text_of(old)
    assert text_of(right) == text_of(new)


WORDS = st.lists(st.sampled_from(["one", "two", "&lt;b&gt;", "Łódź", "数"]), min_size=1, max_size=8).map(" ".join)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(lambda texts: "".join(f"<p>{text}</p>\n" for text in texts))


@given(TEXTS, TEXTS)
@example("<p>one one</p>\n<p>two &lt;b&gt;</p>\n", "<p>one &lt;b&gt;</p>\n")
def test_both_sides_keep_every_word(old, new):
    left, right = marked(SafeString(old), SafeString(new))
    assert text_of(left) == text_of(old)
    assert text_of(right) == text_of(new)
    assert "<b>" not in left + right


def test_a_text_too_long_to_compare_is_shown_without_marks():
    old, new = SafeString("<p>a</p>"), SafeString(f"<p>{'b ' * LONGEST}</p>")
    assert marked(old, new) == (old, new)
