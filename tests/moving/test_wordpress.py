"""WordPress exports, read."""

import datetime
import time
import zipfile
from urllib.parse import quote

import pytest

from blog.markup import clean_html, plain_text
from blog.moving.entries import CommentStatus, Status
from blog.moving.reports import Refused

from .exports.laying import lay
from .exports.wordpress import attachment, author, category, comment, item, label, meta, tag, wxr

PICTURE = "https://blog.example/wp-content/uploads/2019/03/desk.jpg"


@pytest.fixture
def laid(tmp_path):
    def lay_text(*items, **options):
        path = tmp_path / "export.xml"
        path.write_text(wxr(items, **options), "utf-8")
        return lay(path)

    return lay_text


@pytest.fixture
def shown(laid):
    """The HTML of a post of this content, beside other items."""

    def show(content, *others):
        return clean_html(laid(item(1, "Shown", content), *others).entry("Shown").html).replace("\n", "")

    return show


def utc(*parts):
    return datetime.datetime(*parts, tzinfo=datetime.UTC)


# Posts and pages


def test_a_post_comes_with_all_it_has(laid):
    found = laid(
        attachment(5, PICTURE, alt="A desk"),
        item(
            7,
            "Baker &amp; <em>Co</em>",
            "Bread.",
            slug="baker",
            at="2019-03-04 12:00:00",
            gmt="2019-03-04 10:00:00",
            excerpt="In short.",
            is_sticky=1,
            comment_status="closed",
            inner=label("category", "food", "Food &amp; Drink")
            + label("post_tag", "early", "early, very")
            + meta("_thumbnail_id", 5)
            + meta("_yoast_wpseo_metadesc", "For machines.")
            + meta("_wp_old_slug", "the-baker"),
        ),
        before=author(3, "mara", "Mara Lind"),
    )
    entry = found.entry("Baker & Co")
    assert (found.format, found.blog.title, found.blog.language) == ("wordpress", "The & Trades", "en-GB")
    assert found.blog.hosts == ["blog.example"]
    assert (entry.reference, entry.guid) == ("wordpress:blog.example:7", "https://blog.example/?p=7")
    assert (entry.status, entry.is_page, entry.comments_open) == (Status.PUBLIC, False, False)
    assert entry.path == "/2019/03/04/baker/"
    assert entry.other_paths == ["/?p=7", "/2019/03/04/the-baker/"]
    assert entry.published_at == utc(2019, 3, 4, 10)
    assert (entry.categories, entry.labels) == (["Food & Drink"], ["early, very"])
    assert (entry.cover, entry.cover_alt) == (PICTURE, "A desk")
    assert (clean_html(entry.excerpt), entry.description) == ("<p>In short.</p>", "For machines.")
    assert entry.front == {"sticky": True}
    assert entry.writers == ["wordpress:blog.example:author:mara"]
    (writer,) = found.writers
    assert (writer.name, writer.slug, writer.paths) == ("Mara Lind", "mara", ["/author/mara/", "/?author=3"])


@pytest.mark.parametrize(
    ("said", "password", "expected"),
    [
        ("publish", "", Status.PUBLIC),
        ("publish", "secret", Status.PRIVATE),
        ("future", "", Status.SCHEDULED),
        ("draft", "", Status.DRAFT),
        ("pending", "", Status.PENDING),
        ("private", "", Status.PRIVATE),
        ("trash", "", Status.TRASHED),
        ("archived-by-plugin", "", Status.PRIVATE),
    ],
)
def test_what_was_not_public_there_is_not_public_here(laid, said, password, expected):
    assert laid(item(1, status=said, post_password=password)).entry_only.status == expected


def test_drafts_have_no_date_and_no_path(laid):
    entry = laid(
        item(
            4,
            status="draft",
            link="https://blog.example/?p=4",
            gmt="0000-00-00 00:00:00",
            pub_date="Wed, 30 Nov -0001 00:00:00 +0000",
        )
    ).entry_only
    assert (entry.path, entry.published_at) == ("", None)


def test_what_was_scheduled_keeps_its_instant(laid):
    entry = laid(item(4, status="future", gmt="2031-01-02 03:04:05", at="2031-01-02 05:04:05")).entry_only
    assert (entry.status, entry.published_at) == (Status.SCHEDULED, utc(2031, 1, 2, 3, 4, 5))


def test_without_a_universal_time_the_feeds_counts(laid):
    entry = laid(item(1, gmt="0000-00-00 00:00:00", pub_date="Mon, 04 Mar 2019 08:00:00 +0000")).entry_only
    assert entry.published_at == utc(2019, 3, 4, 8)


@pytest.mark.parametrize("said", ["9999-12-31 23:59:59", "-0001-11-30 00:00:00", "soon", ""])
def test_a_time_that_nobody_meant_is_none(laid, said):
    assert laid(item(1, gmt=said, at=said, pub_date=said)).entry_only.published_at is None


def test_a_post_dated_back_keeps_its_date(laid):
    assert laid(item(1, gmt="1869-03-04 10:00:00")).entry_only.published_at == utc(1869, 3, 4, 10)


def test_pages_are_told_from_posts_and_systems_own_things_from_both(laid):
    found = laid(
        item(1, "About", kind="page", slug="about", link="https://blog.example/about/"),
        item(2, "Baker"),
        item(3, "Menu", kind="nav_menu_item"),
        item(4, "Old", kind="revision", status="inherit"),
        item(5, "CSS", kind="custom_css"),
        item(6, "Project", kind="portfolio"),
        item(7, "", "", status="auto-draft"),
    )
    assert [(entry.title, entry.is_page) for entry in found.entries] == [("About", True), ("Baker", False)]
    assert found.entry("About").other_paths == ["/?page_id=1", "/?p=1"]
    assert found.report.ignored == {"nav_menu_item": 1, "revision": 1, "custom_css": 1, "portfolio": 1, "auto-draft": 1}
    assert found.notes("left out") == ["portfolio: 1 items of this type are neither posts nor pages, and stay behind."]


def test_a_blog_in_a_folder_keeps_its_folder(laid):
    entry = laid(
        item(7, link="https://www.blog.example/en/2019/baker/"), address="https://www.blog.example/en"
    ).entry_only
    assert entry.reference == "wordpress:blog.example/en:7"
    assert (entry.path, entry.other_paths) == ("/en/2019/baker/", ["/en/?p=7"])


def test_names_in_other_scripts_are_readable(laid):
    entry = laid(item(1, slug="%e8%81%8c%e4%b8%9a", link="https://blog.example/%e8%81%8c%e4%b8%9a/")).entry_only
    assert (entry.slug, entry.path) == ("职业", "/职业/")


def test_the_service_a_blog_stood_on_is_not_its_host(tmp_path):
    export = wxr([item(1)]).replace(
        "<wp:base_site_url>https://blog.example", "<wp:base_site_url>https://service.example"
    )
    (tmp_path / "export.xml").write_text(export, "utf-8")
    assert lay(tmp_path / "export.xml").blog.hosts == ["blog.example"]


def test_plain_addresses_are_kept_as_questions(laid):
    entry = laid(item(12, link="https://blog.example/?p=12")).entry_only
    assert (entry.path, entry.other_paths) == ("", ["/?p=12"])


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_version_of_the_format_is_read(laid, version):
    found = laid(item(1, "Baker", inner=comment(5)), version=version)
    assert found.entry("Baker").reference == "wordpress:blog.example:1"
    assert found.comment_only.reference == "wordpress:blog.example:1:comment:5"


def test_a_post_without_a_title_gets_its_first_words(laid):
    assert laid(item(1, "", "Bread is made at night.")).entry_only.title == "Bread is made at night."


@pytest.mark.parametrize(
    ("title", "slug", "text"),
    [
        ("مهندس تعلم الآلة", "مهندس-تعلم-الآلة", "السطر الأول.\n\nالسطر الثاني."),
        ("機械学習エンジニア", "機械学習エンジニア", "一行目。\n\n二行目。"),
        ("วิศวกรการเรียนรู้", "วิศวกร", "บรรทัดแรก\n\nบรรทัดที่สอง"),
        ("Инженер по данным", "инженер", "Первая «строка».\n\nВторая строка."),
        ("Ingénieure à l’aube", "ingenieure-a-laube", "Première ligne…\n\nDeuxième."),
    ],
)
def test_every_script_comes_through_whole(laid, title, slug, text):
    found = laid(item(1, title, text, slug=quote(slug), inner=label("post_tag", quote(slug), title)))
    entry = found.entry(title)
    assert (entry.slug, entry.path, entry.labels) == (slug, f"/2019/03/04/{slug}/", [title])
    assert plain_text(clean_html(entry.html)).split("\n") == text.split("\n\n")
    assert entry.original == text


def test_empty_posts_are_posts_too(laid):
    found = laid(item(1, "", "", slug="night-baker"), item(2, "", "", status="draft", slug="", link=""))
    assert [(entry.title, entry.status) for entry in found.entries] == [
        ("", Status.DRAFT),
        ("Night baker", Status.PUBLIC),
    ]


# Labels and writers


def test_labels_keep_every_path_they_had(laid):
    found = laid(
        item(1, inner=label("category", "bread", "Bread") + label("post_tag", "early", "Early")),
        before=category(2, "food", "Food")
        + category(3, "bread", "Bread", "food")
        + tag(4, "early", "Early", "Up soon"),
    )
    labels = {row.name: row for row in found.labels}
    assert labels["Bread"].paths == ["/category/food/bread/", "/category/bread/", "/?cat=3"]
    assert labels["Early"].paths == ["/tag/early/", "/?tag=early"]
    assert labels["Early"].description == "Up soon"


@pytest.mark.parametrize(
    "slug",
    ["uncategorized", "sin-categoria", "non-classe", "%d0%b1%d0%b5%d0%b7-%d1%80%d1%83%d0%b1%d1%80%d0%b8%d0%ba%d0%b8"],
)
def test_no_category_is_none_in_any_language(laid, slug):
    found = laid(item(1, inner=label("category", slug, "None")), before=category(1, slug, "None"))
    assert found.entry_only.categories == found.labels == []


def test_categories_that_lead_to_each_other_end(laid):
    found = laid(before=category(1, "a", "A", "b") + category(2, "b", "B", "a"))
    assert {row.name: row.paths[0] for row in found.labels} == {"A": "/category/b/a/", "B": "/category/a/b/"}


def test_writers_come_without_their_addresses(laid):
    found = laid(item(1, writer="guest"), before=author(3, "mara@mail.example", "", email="mara@mail.example"))
    assert {writer.name for writer in found.writers} == {"mara", "guest"}
    assert "mail.example" not in repr([(writer.name, writer.slug, writer.bio) for writer in found.writers])


def test_guest_authors_of_a_plug_in_are_the_writers(laid):
    inner = label("author", "cap-tom", "Tom Akande") + label("author", "cap-mara", "Mara")
    found = laid(item(1, inner=inner), before=author(3, "mara", "Mara Lind"))
    names = {writer.reference: writer.name for writer in found.writers}
    assert [names[reference] for reference in found.entry_only.writers] == ["Tom Akande", "Mara Lind"]


# Comments


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("1", CommentStatus.SHOWN),
        ("0", CommentStatus.WAITING),
        ("spam", CommentStatus.SPAM),
        ("trash", CommentStatus.REMOVED),
        ("post-trashed", CommentStatus.REMOVED),
    ],
)
def test_comments_keep_their_state(laid, said, expected):
    assert laid(item(1, inner=comment(5, approved=said))).comment_only.status == expected


def test_threads_keep_their_true_parents_however_deep(laid):
    thread = "".join(comment(number, parent=number - 1) for number in range(1, 10))
    found = laid(item(1, inner=thread))
    assert [found.comments[f"wordpress:blog.example:1:comment:{number}"].parent for number in (1, 2, 9)] == [
        "",
        "wordpress:blog.example:1:comment:1",
        "wordpress:blog.example:1:comment:8",
    ]


def test_numbers_that_come_twice_lose_no_post_and_no_comment(laid):
    other = item(1, "Other", inner=comment(5)).replace("https://blog.example/?p=1<", "https://old.example/?p=1<")
    found = laid(item(1, "One", inner=comment(5)), other, item(1, "One", inner=comment(5)))
    assert [entry.title for entry in found.entries] == ["One", "Other"]
    assert len(found.comments) == 2
    assert "number of another post" in found.notes("doubtful")[0]


def test_pingbacks_are_told_apart_and_logs_are_none(laid):
    inner = (
        comment(1, kind="pingback") + comment(2, kind="trackback") + comment(3, kind="") + comment(4, kind="order_note")
    )
    found = laid(item(1, inner=inner))
    assert [row.is_pingback for row in found.comments.values()] == [True, True, False]
    assert found.report.ignored["comment of type order_note"] == 1


def test_a_comment_of_the_writers_is_known(laid):
    inner = comment(5, user=3) + comment(6, user=99) + comment(7)
    found = laid(item(1, inner=inner), before=author(3, "mara", "Mara Lind"))
    assert [row.is_by_author for row in found.comments.values()] == [True, False, False]


def test_a_comment_of_the_writers_is_known_where_they_have_no_number(laid):
    mine, name = "mara@mail.example", "comment_author_email"
    inner = comment(5, user=8, **{name: mine}) + comment(6, **{name: mine}) + comment(7, user=8)
    found = laid(item(1, inner=inner), before=author("", "mara", "Mara Lind", email=mine))
    assert [row.is_by_author for row in found.comments.values()] == [True, False, False]


def test_a_comment_keeps_its_lines_and_its_addresses_lead_on(laid):
    text = "First.\nSecond, see https://e.example/a?b=1&c=2.\n\nThird & <b>last</b>."
    html = clean_html(laid(item(1, inner=comment(5, text))).comment_only.html)
    link = '<a href="https://e.example/a?b=1&amp;c=2" rel="noopener">https://e.example/a?b=1&amp;c=2</a>'
    assert html == f"<p>First.<br>Second, see {link}.</p>\n<p>Third &amp; <strong>last</strong>.</p>"


# Text


def test_the_old_editors_lines_become_paragraphs(shown):
    text = "One\ntwo\n\nThree\n<ul>\n\t<li>a</li>\n\t<li>b</li>\n</ul>\n<pre>x\n\ny</pre>\nEnd"
    assert shown(text) == (
        "<p>One<br>two</p><p>Three</p><ul><li>a</li><li>b</li></ul><pre><code>xy</code></pre><p>End</p>"
    )


@pytest.mark.parametrize(
    "text",
    [
        '[caption id="attachment_5" width="300"]<a href="/a"><img src="/media/a.jpg" /></a> By day[/caption]',
        '[caption width="300" caption="By day"]<a href="/a"><img src="/media/a.jpg" /></a>[/caption]',
        '<div class=wp-caption><a href="/a"><img src="/media/a.jpg"></a>\n<p class="wp-caption-text">By day</p></div>',
        '<!-- wp:image {"id":5} -->\n<figure class="wp-block-image"><a href="/a"><img src="/media/a.jpg" alt=""/></a>'
        "<figcaption>By day</figcaption></figure>\n<!-- /wp:image -->",
    ],
)
def test_captions_stay_with_their_pictures(shown, text):
    picture = '<a href="/a"><img src="/media/a.jpg" alt=""></a>'
    assert shown(text) == f"<figure>{picture}<figcaption>By day</figcaption></figure>"


@pytest.mark.parametrize(
    "text", ['[gallery ids="6,5"]', "[gallery]", "[gallery exclude='99']", '[gallery include="6,5"]']
)
def test_galleries_show_the_pictures_they_name(laid, text):
    found = laid(
        item(1, "Shown", text),
        attachment(5, "https://blog.example/a.jpg", alt="A", caption="One", parent=1, order=2),
        attachment(6, "https://blog.example/b.jpg", alt="B", parent=1, order=1),
        attachment(7, "https://blog.example/c.pdf", parent=1),
    )
    assert found.entry("Shown").html.strip() == (
        '<figure class="gallery"><figure><img src="https://blog.example/b.jpg" alt="B"></figure><figure>'
        '<img src="https://blog.example/a.jpg" alt="A"><figcaption>One</figcaption></figure></figure>'
    )


def test_a_gallery_of_files_that_are_not_there_is_noted(laid):
    found = laid(item(1, "Shown", 'Text. [gallery ids="8"]'))
    assert "Shown: [gallery] names files that are not in this export" in found.notes("doubtful")[0]


@pytest.mark.parametrize(
    "text",
    [
        "[embed]https://youtu.be/abcdefghijk[/embed]",
        "[youtube https://www.youtube.com/watch?v=abcdefghijk&rel=0]",
        "[youtube=http://www.youtube.com/watch?v=abcdefghijk]",
        '[youtube id="abcdefghijk"]',
        "https://www.youtube.com/watch?v=abcdefghijk",
        '<iframe width="560" src="https://www.youtube.com/embed/abcdefghijk?feature=oembed"></iframe>',
        '<!-- wp:embed {"url":"https://youtu.be/abcdefghijk","type":"video"} -->\n<figure class="wp-block-embed"><div '
        'class="wp-block-embed__wrapper">\nhttps://youtu.be/abcdefghijk\n</div></figure>\n<!-- /wp:embed -->',
        '<!-- wp:core-embed/youtube {"url":"https://youtu.be/abcdefghijk"} -->\n<figure>https://youtu.be/abcdefghijk'
        "</figure>\n<!-- /wp:core-embed/youtube -->",
    ],
)
def test_videos_become_links_that_say_so(shown, text):
    assert '<a href="https://www.youtube.com/watch?v=abcdefghijk" rel="noopener">Video: ' in shown(text)


def test_code_in_shortcodes_is_code(shown):
    assert shown('[code lang="php"]<?php\necho [x];[/code]') == (
        '<pre><code class="language-php">&lt;?phpecho [x];</code></pre>'
    )
    assert shown("[python]a &lt; b[/python]") == '<pre><code class="language-python">a &lt; b</code></pre>'


def test_words_in_brackets_are_no_shortcodes(shown):
    text = "He said [sic] so [1]. [Update] It [self-employed] was. [[gallery]]"
    assert shown(text) == "<p>He said [sic] so [1]. [Update] It [self-employed] was. [gallery]</p>"


def test_the_words_within_unknown_shortcodes_stay_and_are_noted_once(laid):
    text = '[vc_row][su_note tone="red"]Kept.[/su_note][/vc_row] [contact-form-7 id="3"]'
    found = laid(item(1, "Shown", text), item(2, "Other", text))
    assert clean_html(found.entry("Shown").html) == "<p>Kept.</p>"
    assert len(found.notes("doubtful")) == 2


def test_blocks_leave_no_comment_behind_and_lose_no_word(laid):
    text = """<!-- wp:heading {"level":3} --><h3>Head</h3><!-- /wp:heading -->
<!-- wp:columns --><div class="wp-block-columns"><!-- wp:column --><div><!-- wp:paragraph --><p>Left</p>
<!-- /wp:paragraph --></div><!-- /wp:column --></div><!-- /wp:columns -->
<!-- wp:quote --><blockquote><!-- wp:paragraph --><p>Said</p>
<!-- /wp:paragraph --><cite>Her</cite></blockquote><!-- /wp:quote -->
<!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>Loud</p></blockquote></figure>
<!-- /wp:pullquote -->
<!-- wp:verse --><pre class="wp-block-verse">Roses
red</pre><!-- /wp:verse -->
<!-- wp:file {"href":"https://blog.example/a.pdf"} -->
<div class="wp-block-file"><a href="https://blog.example/a.pdf">Plan</a>
<a href="https://blog.example/a.pdf" class="wp-block-file__button" download>Download</a></div><!-- /wp:file -->
<!-- wp:details --><details><summary>More</summary><!-- wp:paragraph --><p>Inside</p><!-- /wp:paragraph --></details>
<!-- /wp:details -->
<!-- wp:block {"ref":9} /-->
<!-- wp:spacer {"height":"10px"} --><div style="height:10px" class="wp-block-spacer"></div><!-- /wp:spacer -->
<!-- wp:latest-posts /--><!-- wp:acme/counter {"to":5} /-->
Old
lines"""
    found = laid(item(1, "Shown", text), item(9, "Kept", "<!-- wp:paragraph --><p>Again</p>", kind="wp_block"))
    html = found.entry("Shown").html
    assert "<!--" not in html
    assert clean_html(html).replace("\n", "") == (
        "<h2>Head</h2><p>Left</p><blockquote><p>Said</p><p><cite>Her</cite></p></blockquote>"
        '<blockquote class="pull-quote"><p>Loud</p></blockquote><p>Roses<br>red</p>'
        '<p><a href="https://blog.example/a.pdf" rel="noopener">Plan</a></p>'
        "<details><summary>More</summary><p>Inside</p></details><p>Again</p><p>Old<br>lines</p>"
    )
    assert [note.partition(" was")[0] for note in found.notes("doubtful")] == ["Shown: “acme/counter”"]


@pytest.mark.parametrize(
    "text",
    [
        "Before.\n\n<!--more Read on-->\n\nAfter.",
        "Before.\n<!--more-->\nAfter.",
        "<!-- wp:paragraph --><p>Before.</p><!-- /wp:paragraph -->\n<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->\n"
        "<!-- wp:paragraph --><p>After.</p><!-- /wp:paragraph -->",
    ],
)
def test_the_jump_break_leaves_an_excerpt(laid, text):
    entry = laid(item(1, content=text)).entry_only
    assert clean_html(entry.excerpt) == "<p>Before.</p>"
    assert clean_html(entry.html) == "<p>Before.</p>\n<p>After.</p>"


def test_pictures_that_waited_for_a_script_are_shown_at_their_best(laid):
    text = (
        '<img src="data:image/gif;base64,R0" data-src="https://blog.example/a-300x200.jpg" '
        'data-srcset="https://blog.example/a-300x200.jpg 300w, https://blog.example/a-1024x768.jpg 1024w">'
    )
    assert laid(item(1, content=text)).entry_only.html == '<p><img src="https://blog.example/a-1024x768.jpg"></p>\n'


@pytest.mark.parametrize(
    "text",
    [
        '<img class="lazy" src="/blank.gif"><noscript><img src="https://blog.example/a.jpg" alt="A"></noscript>',
        '<img src="https://blog.example/a.jpg" alt="A"><noscript><img src="https://blog.example/a.jpg"></noscript>',
        '<noscript><img src="https://blog.example/a.jpg" alt="A"></noscript>',
    ],
)
def test_pictures_for_browsers_without_script_are_shown_once(laid, text):
    html = laid(item(1, content=text)).entry_only.html
    assert html.count("<img") == html.count('src="https://blog.example/a.jpg"') == html.count('alt="A"') == 1


# Files


def test_pictures_beside_the_export_are_known(tmp_path):
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as archive:
        archive.writestr("site.wordpress.xml", wxr([attachment(5, PICTURE, alt="A desk", caption="Mine")]))
        archive.writestr("wp-content/uploads/2019/03/desk.jpg", b"picture")
    file = lay(tmp_path / "site.zip").files[PICTURE]
    assert (file.member, file.alt, file.caption) == ("wp-content/uploads/2019/03/desk.jpg", "A desk", "Mine")
    assert file.paths == ["/?attachment_id=5", "/2019/03/04/file-5/"]


def test_the_several_files_of_a_large_blog_are_one_whatever_their_order(tmp_path):
    posts = wxr([item(1, "Shown", '[gallery ids="5"]')])
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as archive:
        archive.writestr("site.001.xml", posts)
        archive.writestr("site.002.xml", wxr([attachment(5, PICTURE), item(2, "Second")]))
        archive.writestr("readme.txt", "hello")
    found = lay(tmp_path / "site.zip")
    assert {entry.title for entry in found.entries} == {"Shown", "Second"}
    assert PICTURE in found.entry("Shown").html


def test_exports_of_two_blogs_are_not_made_one(tmp_path):
    (tmp_path / "a.xml").write_text(wxr([item(1)]), "utf-8")
    (tmp_path / "b.xml").write_text(wxr([item(1)], address="https://other.example"), "utf-8")
    with pytest.raises(Refused, match="several blogs: https://blog.example, https://other.example"):
        lay(tmp_path)


def test_control_characters_of_real_exports_do_no_harm(tmp_path):
    (tmp_path / "export.xml").write_text(wxr([item(1, "Bell", "Ding\x08 dong")]), "utf-8")
    assert clean_html(lay(tmp_path / "export.xml").entry("Bell").html) == "<p>Ding dong</p>"


def test_an_export_that_breaks_off_is_refused(tmp_path):
    (tmp_path / "export.xml").write_text(wxr([item(1)])[:-60], "utf-8")
    with pytest.raises(Refused, match="line"):
        lay(tmp_path / "export.xml")


def test_an_export_that_names_no_blog_asks_for_its_host(tmp_path):
    (tmp_path / "export.xml").write_text(wxr([item(1, link="")], address=""), "utf-8")
    with pytest.raises(Refused, match="--host"):
        lay(tmp_path / "export.xml")
    assert lay(tmp_path / "export.xml", host="blog.example").entry_only.reference == "wordpress:blog.example:1"


@pytest.mark.parametrize(
    "text",
    [
        "[a x=1]" * 10_000 + "[/a]" * 10_000,
        "[gallery " + '"' * 50_000,
        "[code]" * 10_000,
        "<!-- wp:group -->" * 10_000 + "<!-- /wp:group -->" * 10_000,
        '<!-- wp:block {"ref":9} /-->' * 1_000,
        "<!--" * 50_000,
        "<div>" * 20_000,
        "[gallery]" * 2_000,
    ],
)
def test_text_made_to_keep_us_busy_does_not(laid, text):
    begun = time.monotonic()
    loop = item(9, content='<!-- wp:block {"ref":9} /-->' * 1_000, kind="wp_block")
    laid(
        item(1, content=text), loop, *(attachment(10 + n, f"https://blog.example/{n}.jpg", parent=1) for n in range(50))
    )
    assert time.monotonic() - begun < 60  # it ends at all
