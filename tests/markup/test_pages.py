from hypothesis import given
from hypothesis import strategies as st

from blog.markup import PagePicture, count_words, picture_ids, plain_text, prepare_for_page
from blog.markup.pages import RESERVED_IDS


def test_headings_get_readable_anchors_in_every_script():
    page = prepare_for_page("<h2>First steps</h2><h3>数据 科学</h3><h3>数据 科学</h3>")
    assert page.contents == [
        ["first-steps", "First steps", 2],
        ["数据-科学", "数据 科学", 3],
        ["数据-科学-2", "数据 科学", 3],
    ]
    assert '<h2 id="first-steps">' in page.html


@given(st.lists(st.sampled_from(sorted(RESERVED_IDS)) | st.text(max_size=8), max_size=8))
def test_anchors_are_unique_and_never_those_of_the_page(titles):
    titles = [title.replace("<", "").replace("&", "") for title in titles]
    anchors = [row[0] for row in prepare_for_page("".join(f"<h2>{title}</h2>" for title in titles)).contents]
    assert len(anchors) == len(set(anchors))
    assert not RESERVED_IDS & set(anchors)


def test_anchors_differ_across_the_texts_of_one_page():
    taken = set()
    first = prepare_for_page("<h2>Twice</h2>", taken=taken)
    second = prepare_for_page("<h2>Twice</h2>", taken=taken, top_level=3)
    assert [*first.contents, *second.contents] == [["twice", "Twice", 2], ["twice-2", "Twice", 3]]
    assert '<h3 id="twice-2">' in second.html


def test_a_comment_anchor_cannot_be_imitated():
    assert prepare_for_page("<h2>Comment 12</h2>").contents == [["section-comment-12", "Comment 12", 2]]


def test_pictures_know_their_size_and_wait():
    html = '<p><img src="/media/a.png" data-picture="3" alt="A desk"></p>'
    assert picture_ids(html) == [3]
    picture = PagePicture("/media/big.png", 800, 600, [("image/avif", "/media/a-320.avif 320w")])
    page = prepare_for_page(html, pictures={3: picture})
    assert (
        '<img src="/media/big.png" alt="A desk" loading="lazy" decoding="async" width="800" height="600">' in page.html
    )
    assert '<source type="image/avif" srcset="/media/a-320.avif 320w"' in page.html
    assert "data-picture" not in page.html
    assert "</source>" not in page.html


def test_a_wide_table_scrolls_by_keyboard():
    page = prepare_for_page("<table><caption>Pay by year</caption><tr><td>1<td>2</table>")
    assert page.html.startswith('<div class="table-scroll" tabindex="0" role="group" aria-label="Pay by year"><table>')


def test_an_empty_text_leaves_no_hole():
    assert prepare_for_page("<p>&nbsp;</p>").html == ""


def test_plain_text_has_a_line_a_block():
    assert plain_text("<p>a<br>b</p><ul><li>c <em>d</em></li></ul><p>x &lt; y</p>") == "a\nb\nc d\nx < y"


def test_words_are_counted_fairly_in_every_script():
    assert count_words("I don't know C++ and 3.5 other things.") == 8
    assert count_words("数据科学家") == 3
    assert count_words("한국어 문장 셋") == 3
    assert count_words("नमस्ते दुनिया") == 2
    assert count_words("— … !") == 0
