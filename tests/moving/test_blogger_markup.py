"""What posts written on Blogger look like once they are clean: as their writers meant them."""

import pytest

from blog.markup import clean_html
from blog.moving.formats.blogger_markup import as_written

PICTURE = "https://1.bp.blogspot.com/-x/YZ/AAAA/s320/bread.jpg"


def clean(html):
    return clean_html(as_written(html).html)


def test_double_line_breaks_part_paragraphs_even_within_what_is_marked():
    assert (
        clean('<span style="color: red;">One<br /><br /><br />two<br />three</span>')
        == "<p>One</p>\n<p>two<br>three</p>"
    )
    assert clean("<b>One<br />\n<br />two</b>") == "<p><strong>One</strong></p>\n<p><strong>two</strong></p>"
    assert clean("<div><i>One<br> <br></i>two</div>") == "<p><em>One</em></p>\n<p>two</p>"


def test_code_keeps_its_blank_lines():
    assert clean("<pre><span>one<br /><br />two</span></pre>") == "<pre><code>one\n\ntwo</code></pre>"


def test_bullets_typed_as_characters_become_a_list():
    assert clean("<div>• one<br />• two<br /></div>") == "<ul><li>one</li><li>two</li></ul>"
    word = '<p class="MsoNormal">·<span>      </span>one<o:p></o:p></p><p class="MsoNormal">· two</p>'
    assert clean(word) == "<ul><li>one</li><li>two</li></ul>"


def test_empty_blocks_leave_nothing():
    assert clean('<div><br /></div><p>&nbsp;</p><div class="separator"><br /></div><p>x</p>') == "<p>x</p>"


def test_the_text_behind_a_picture_does_not_stay_in_its_block():
    html = f'<div class="separator"><a href="{PICTURE}" imageanchor="1"><img src="{PICTURE}"></a>Fresh bread.</div>'
    assert clean(html).endswith("\n<p>Fresh bread.</p>")


def test_several_pictures_in_one_block_stand_apart():
    linked = f'<a href="{PICTURE}"><img src="{PICTURE}"></a>'
    assert clean(f'<div class="separator">{linked}{linked}</div>').count("<p>") == 2


def test_addresses_of_pictures_are_left_as_they_are():
    html = f'<div class="separator"><a href="{PICTURE}"><img data-original-width="640" src="{PICTURE}"/></a></div>'
    assert as_written(html).html.count(PICTURE) == 2
    assert 'src="data:image/png;base64,AAAA"' in as_written('<img src="data:image/png;base64,AAAA">').html


def test_a_picture_with_its_caption_in_a_table_keeps_it():
    html = (
        '<table align="center" class="tr-caption-container"><tbody><tr><td style="text-align: center;">'
        f'<a href="{PICTURE}"><img src="{PICTURE}" /></a></td></tr>'
        '<tr><td class="tr-caption" style="text-align: center;">The <i>oven</i></td></tr></tbody></table>'
    )
    assert "<br>The <em>oven</em></p>" in clean(html)
    assert "<table" not in clean(html)


@pytest.mark.parametrize(
    "line",
    [
        '<div><span style="font-size: x-large;">How to begin</span></div>',
        '<p><b><span style="font-size: 18pt;">How to begin</span></b><br /></p>',
        '<div><font size="5">How to begin</font></div>',
        '<br /><span style="font-size: x-large;"><b>How to begin</b></span><br />',
    ],
)
def test_a_short_line_in_large_letters_is_a_heading(line):
    assert clean(line) == "<h2>How to begin</h2>"


@pytest.mark.parametrize(
    "line",
    [
        '<p><span style="font-size: x-large;">A whole sentence is none.</span></p>',
        '<p><span style="font-size: x-large;">One</span> word</p>',
        '<p><span style="font-size: large;">How to begin</span></p>',
        '<div>Then<br /><span style="font-size: x-large;">how</span> to begin<br /></div>',
        '<p><a href="https://x.example/"><span style="font-size: x-large;">How to begin</span></a></p>',
    ],
)
def test_other_large_letters_are_none(line):
    assert clean(line).startswith("<p>")


def test_headings_keep_their_order():
    assert clean("<h3>A</h3><p>x</p><h4>B</h4><h3>C</h3>") == "<h2>A</h2>\n<p>x</p>\n<h3>B</h3>\n<h2>C</h2>"


def test_a_text_from_right_to_left_says_so_on_each_block():
    html = (
        '<div dir="rtl" style="text-align: right;" trbidi="on">خبز<br /><br /><b>ليل<br /><br />فجر</b>'
        "<div>ملح<br><br>ماء</div><ul><li>نار</li></ul></div>"
    )
    blocks = clean(html).split("\n")
    assert len(blocks) == 6
    assert all(block.startswith(('<p dir="rtl">', '<ul dir="rtl">')) for block in blocks)
    assert clean('<div style="direction: rtl"><p>خبز</p>ليل</div>') == '<p dir="rtl">خبز</p>\n<p dir="rtl">ليل</p>'


def test_what_runs_from_left_to_right_says_nothing():
    assert (
        clean('<div dir="ltr" style="text-align: left;" trbidi="on">Bread<br /><br />salt</div>')
        == "<p>Bread</p>\n<p>salt</p>"
    )


@pytest.mark.parametrize(
    ("player", "href", "name"),
    [
        (
            '<iframe class="BLOG_video_class" title="YouTube video player"'
            ' src="https://www.youtube.com/embed/aBcDeFgHiJk?rel=0"></iframe>',
            "https://www.youtube.com/watch?v=aBcDeFgHiJk",
            "Video: youtube.com",
        ),
        (
            '<object width="425"><param name="movie" value="http://www.youtube.com/v/aBcDeFgHiJk&hl=en"></param>'
            '<embed src="http://www.youtube.com/v/aBcDeFgHiJk"></embed></object>',
            "https://www.youtube.com/watch?v=aBcDeFgHiJk",
            "Video: youtube.com",
        ),
        (
            '<iframe src="//player.vimeo.com/video/12345?title=0" title="Bread at dawn"></iframe>',
            "https://vimeo.com/12345",
            "Video: Bread at dawn",
        ),
        (
            '<object class="BLOG_video_class" contentid="1" id="BLOG_video-1"></object>'
            '<iframe src="https://www.blogger.com/video.g?token=AD6v5dx" class="BLOG_video_class"></iframe>',
            "https://www.blogger.com/video.g?token=AD6v5dx",
            "Video: blogger.com",
        ),
        (
            '<video controls><source src="https://x.example/a.mp4">No video?</video>',
            "https://x.example/a.mp4",
            "Video: a.mp4",
        ),
        (
            '<iframe src="https://docs.example/form?x=1&amp;y=2"></iframe>',
            "https://docs.example/form?x=1&amp;y=2",
            "docs.example",
        ),
        (
            '<script src="https://gist.github.com/ann/0f1e2d.js"></script>',
            "https://gist.github.com/ann/0f1e2d",
            "gist.github.com/ann/0f1e2d",
        ),
    ],
)
def test_players_become_links_that_say_what_they_lead_to(player, href, name):
    assert clean(f"<div>Look:{player}</div>") == f'<p>Look:</p>\n<p><a href="{href}" rel="noopener">{name}</a></p>'


@pytest.mark.parametrize(
    "harm",
    [
        "<script>alert(1)</script>",
        '<iframe src="javascript:alert(1)"></iframe>',
        '<object data="javascript:alert(1)"></object>',
        '<embed src="data:text/html,<script>alert(1)</script>">',
        '<form action="https://x.example/"><input name="a" onfocus="alert(1)" autofocus></form>',
        '<svg onload="alert(1)"><script>alert(1)</script></svg>',
        '<style>@import "https://x.example/";</style>',
        '<a href="javascript:alert(1)" onclick="alert(1)">x</a>',
        '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
        '<object data="https://x.example/a.swf"><param name="allowScriptAccess" value="always"></object>',
        '<script src="https://gist.github.com.x.example/a/1.js"></script>',
    ],
)
def test_nothing_that_runs_survives(harm):
    found = clean(f"<p>before</p>{harm}<p>after</p>")
    for word in (
        "alert",
        "javascript",
        "<script",
        "<iframe",
        "<object",
        "<embed",
        "<form",
        "<input",
        "<style",
        "onclick",
    ):
        assert word not in found
    assert found.startswith("<p>before</p>")
    assert found.endswith("<p>after</p>")


def test_addresses_of_the_editor_itself_are_no_links():
    html = (
        '<p><a href="https://www.blogger.com/blogger.g?blogID=1#note1">1</a> '
        '<a href="https://www.blogger.com/null">two</a> <a href="https://draft.blogger.com/#">three</a></p>'
    )
    assert clean(html) == '<p><a href="#note1">1</a> two three</p>'


def test_the_excerpt_is_what_stood_before_the_jump_wherever_it_is():
    html = '<div dir="ltr"><p>Early.</p><div>And <b>first</b> <a name="more"></a>not this</div><p>Late.</p></div>'
    written = as_written(html)
    assert clean_html(written.excerpt) == "<p>Early.</p>\n<p>And <strong>first</strong></p>"
    assert clean_html(written.html).endswith("not this</p>\n<p>Late.</p>")
    assert as_written("<p>No jump</p>").excerpt == as_written('<a name="more"></a><p>At once</p>').excerpt == ""
