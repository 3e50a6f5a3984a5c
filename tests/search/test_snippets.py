from blog.search.snippets import SNIPPET_WORDS, snippet
from blog.search.texts import SEAM
from blog.search.words import split


def shown(text):
    return SEAM.join(split(text))


def test_found_words_are_marked_and_everything_is_escaped():
    html = snippet(shown("Use <script>alert(1)</script> & “quotes”."), [2])
    assert html == "Use &lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt; &amp; “quotes”."


def test_words_next_to_each_other_share_a_mark():
    assert snippet(shown("A machine learning engineer"), [1, 2]) == "A <mark>machine learning</mark> engineer"
    assert snippet(shown("我学数据科学"), [2, 3]) == "我学<mark>数据</mark>科学"


def test_a_long_text_is_cut_around_the_place_with_most_matches():
    words = [f"w{n}" for n in range(200)]
    html = snippet(shown(" ".join(words)), [10, 150, 153, 155])
    assert html.startswith("… ")
    assert html.endswith(" …")
    assert html.count("<mark>") == 3
    assert len(html.split()) == SNIPPET_WORDS + 2


def test_a_match_at_the_very_end_keeps_the_full_stop():
    assert snippet(shown("word " * 100 + "end. "), [100]).endswith("<mark>end</mark>.")


def test_without_a_match_the_text_begins_at_its_beginning():
    assert snippet(shown("Only the title matched."), []) == "Only the title matched."
    assert snippet("", []) == ""
