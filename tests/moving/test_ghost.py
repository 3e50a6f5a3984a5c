"""Ghost exports, read."""

import datetime
import json

import pytest

from blog.markup import clean_html
from blog.moving.entries import CommentStatus, Status
from blog.moving.reports import Refused

from .exports.ghost import export, post, tables, tag, tie, user, write
from .exports.laying import lay


@pytest.fixture
def laid(tmp_path):
    def lay_posts(*posts, **more):
        return lay(write(tmp_path / "blog.ghost.json", export(posts, **more)))

    return lay_posts


@pytest.fixture
def shown(laid):
    """The clean HTML of a post with these columns."""

    def show(**columns):
        html = laid(post(1, **{"html": None, **columns})).entry_only.html
        return clean_html(html).replace("\n", "")

    return show


def utc(*parts):
    return datetime.datetime(*parts, tzinfo=datetime.UTC)


def test_a_post_comes_with_all_it_has(laid):
    found = laid(
        post(
            1,
            "Baker",
            slug="baker",
            html='<p>See <a href="__GHOST_URL__/about/">us</a>.</p><img src="__GHOST_URL__/content/images/a.jpg">',
            custom_excerpt="In short.",
            feature_image="__GHOST_URL__/content/images/cover.jpg",
        ),
        tags=[
            tag(1, "Food"),
            tag(2, "Early, very", "early"),
            tag(3, "#internal"),
            tag(4, "Hid", visibility="internal"),
        ],
        posts_tags=[tie("tag", 1, "t2", 1), tie("tag", 1, "t1", 0), tie("tag", 1, "t3", 2), tie("tag", 1, "t4", 3)],
        users=[user(1, "Mara Lind", "mara"), user(5, "Tom Akande", "tom")],
        posts_authors=[tie("author", 1, 5, 0), tie("author", 1, 1, 1)],
        posts_meta=[
            {
                "post_id": f"{1:024x}",
                "meta_description": "For machines.",
                "feature_image_alt": "Bread",
                "feature_image_caption": "Mine",
            }
        ],
    )
    entry = found.entry("Baker")
    assert (found.format, found.blog.title, found.blog.language) == ("ghost", "The Trades", "en")
    assert (entry.status, entry.is_page, entry.published_at) == (Status.PUBLIC, False, utc(2021, 3, 4, 10))
    assert (entry.path, entry.other_paths) == ("/baker/", ["/baker/amp/"])
    assert 'href="/about/"' in entry.html
    assert 'src="/content/images/a.jpg"' in entry.html
    assert (entry.excerpt, entry.description) == ("In short.", "For machines.")
    assert (entry.cover, entry.cover_alt) == ("/content/images/cover.jpg", "Bread")
    assert found.files["/content/images/cover.jpg"].caption == "Mine"
    assert entry.labels == ["Food", "Early, very"]
    names = {writer.reference: writer.name for writer in found.writers}
    assert [names[reference] for reference in entry.writers] == ["Tom Akande", "Mara Lind"]
    assert [(row.name, row.paths) for row in found.labels] == [
        ("Early, very", ["/tag/early/"]),
        ("Food", ["/tag/food/"]),
    ]
    assert len(found.notes("left out")) == 2


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"status": "published"}, Status.PUBLIC),
        ({"status": "draft"}, Status.DRAFT),
        ({"status": "scheduled"}, Status.SCHEDULED),
        ({"status": "sent"}, Status.PRIVATE),
        ({"visibility": "members"}, Status.PRIVATE),
        ({"visibility": "paid"}, Status.PRIVATE),
        ({"visibility": "tiers"}, Status.PRIVATE),
        ({"visibility": "label:friends"}, Status.PRIVATE),
        ({"visibility": "members", "status": "scheduled"}, Status.PRIVATE),
        ({"visibility": "members", "status": "draft"}, Status.DRAFT),
        ({"visibility": None}, Status.PUBLIC),
        ({"status": "something new"}, Status.PRIVATE),
    ],
)
def test_what_was_for_members_is_not_public_here(laid, columns, expected):
    assert laid(post(1, **columns)).entry_only.status == expected


def test_what_went_out_by_mail_alone_is_not_public(laid):
    meta = [{"post_id": f"{1:024x}", "email_only": True}]
    assert laid(post(1), posts_meta=meta).entry_only.status == Status.PRIVATE


@pytest.mark.parametrize("columns", [{"type": "page"}, {"page": 1}, {"page": True}, {"type": None, "page": "1"}])
def test_pages_are_pages_in_every_version(laid, columns):
    assert laid(post(1, **columns)).entry_only.is_page


@pytest.mark.parametrize(
    "said", ["2021-03-04T10:00:00.000Z", "2021-03-04 10:00:00", 1614852000000, "2021-03-04T11:00:00+01:00"]
)
def test_times_of_every_version_are_the_same_instant(laid, said):
    assert laid(post(1, published_at=said)).entry_only.published_at == utc(2021, 3, 4, 10)


def test_nothing_of_accounts_and_settings_comes_along(laid):
    found = laid(post(1), users=[user(1, "Mara Lind", "mara")], api_keys=[{"id": 1, "secret": "key"}], webhooks=[{}])
    everything = repr((found.entries, found.writers, found.blog, found.report.as_json()))
    assert "secret" not in everything
    assert "mail.example" not in everything
    assert found.report.ignored == {"api_keys": 1, "webhooks": 1}


def test_the_oldest_exports_are_read(tmp_path):
    said = {
        "meta": {"exported_on": 1400000000000, "version": "003"},
        "data": tables(
            [
                post(
                    1,
                    "Baker",
                    id=1,
                    html="",
                    markdown="Bread\nand *butter*.",
                    image="/content/images/2014/a.jpg",
                    published_at=1400000000000,
                    author_id=1,
                    page=0,
                    type=None,
                )
            ],
            users=[user(1, "Mara", "mara", image="/content/images/mara.jpg")],
            posts_tags=[{"id": 1, "post_id": 1, "tag_id": 1}],
            tags=[tag(1, "Food", id=1)],
        ),
    }
    said["data"]["settings"].append({"key": "permalinks", "value": "/:year/:month/:day/:slug/"})
    found = lay(write(tmp_path / "blog.json", said))
    entry = found.entry("Baker")
    assert clean_html(entry.html) == "<p>Bread<br>and <em>butter</em>.</p>"
    assert (entry.path, entry.labels, entry.cover) == ("/2014/05/13/a-post/", ["Food"], "/content/images/2014/a.jpg")
    assert entry.writers == [found.writers[0].reference]
    assert (found.writers[0].picture, found.writers[0].website) == ("/content/images/mara.jpg", "https://mara.example/")


# Text

LEXICAL = {
    "root": {
        "type": "root",
        "children": [
            {"type": "heading", "tag": "h2", "children": [{"type": "text", "text": "Head"}]},
            {
                "type": "paragraph",
                "direction": "rtl",
                "children": [
                    {"type": "extended-text", "text": "a < b ", "format": 0},
                    {"type": "text", "text": "both", "format": 3},
                    {"type": "linebreak"},
                    {"type": "link", "url": "https://e.example/", "children": [{"type": "text", "text": "link"}]},
                ],
            },
            {
                "type": "list",
                "listType": "number",
                "start": 2,
                "children": [
                    {"type": "listitem", "children": [{"type": "text", "text": "one"}]},
                    {
                        "type": "listitem",
                        "children": [
                            {
                                "type": "list",
                                "listType": "bullet",
                                "children": [{"type": "listitem", "children": [{"type": "text", "text": "below"}]}],
                            }
                        ],
                    },
                ],
            },
            {"type": "extended-quote", "children": [{"type": "text", "text": "Said"}]},
            {"type": "horizontalrule"},
            {"type": "image", "src": "/media/a.jpg", "alt": "A", "caption": "<em>By day</em>", "cardWidth": "wide"},
            {"type": "gallery", "images": [{"src": "/media/a.jpg"}, {"src": "/media/b.jpg"}], "caption": "Both"},
            {"type": "codeblock", "code": "a < b", "language": "python"},
            {"type": "html", "html": "<p>Raw</p><script>alert(1)</script>"},
            {"type": "markdown", "markdown": "*So*"},
            {"type": "embed", "url": "https://youtu.be/abcdefghijk", "metadata": {"title": "Film"}},
            {"type": "bookmark", "url": "https://e.example/x", "metadata": {"title": "Page", "description": "Of it"}},
            {"type": "callout", "calloutText": "<p>Mind <b>it</b></p>", "calloutEmoji": "💡"},
            {"type": "toggle", "heading": "More", "content": "<p>Inside</p>"},
            {"type": "button", "buttonUrl": "https://e.example/go", "buttonText": "Go"},
            {"type": "file", "src": "/content/files/a.pdf", "fileTitle": "Plan"},
            {"type": "audio", "src": "/content/media/a.mp3", "title": "Song"},
            {"type": "signup", "header": "Join"},
            {"type": "paragraph", "children": []},
        ],
    }
}


def test_lexical_is_drawn_with_all_its_cards(shown):
    picture = '<img src="/media/{}.jpg" alt="{}">'
    assert shown(lexical=json.dumps(LEXICAL)) == (
        '<h2>Head</h2><p dir="rtl">a &lt; b <strong><em>both</em></strong><br>'
        '<a href="https://e.example/" rel="noopener">link</a></p>'
        '<ol start="2"><li>one<ul><li>below</li></ul></li></ol><blockquote><p>Said</p></blockquote><hr>'
        f'<figure class="wide">{picture.format("a", "A")}<figcaption><em>By day</em></figcaption></figure>'
        f"<figure>{picture.format('a', '')}{picture.format('b', '')}<figcaption>Both</figcaption></figure>"
        '<pre><code class="language-python">a &lt; b</code></pre><p>Raw</p><p><em>So</em></p>'
        '<p><a href="https://www.youtube.com/watch?v=abcdefghijk" rel="noopener">Video: Film</a></p>'
        '<p><a href="https://e.example/x" rel="noopener">Page</a><br>Of it</p>'
        '<p class="note">💡 Mind <strong>it</strong></p><details><summary>More</summary><p>Inside</p></details>'
        '<p><a href="https://e.example/go" rel="noopener">Go</a></p>'
        '<p><a href="/content/files/a.pdf">File: Plan</a></p>'
        '<p><a href="/content/media/a.mp3">Audio: Song</a></p>'
    )


MOBILEDOC = {
    "version": "0.3.1",
    "markups": [["strong"], ["a", ["href", "https://e.example/"]], ["em"]],
    "atoms": [["soft-return", "", {}]],
    "cards": [
        ["card-markdown", {"cardName": "card-markdown", "markdown": "From *here*"}],
        ["image", {"src": "/media/a.jpg", "caption": "By day"}],
        ["code", {"code": "a < b", "language": "python"}],
        ["hr", {}],
        ["embed", {"url": "https://youtu.be/abcdefghijk", "html": "<iframe></iframe>"}],
        ["paywall", {}],
    ],
    "sections": [
        [1, "h2", [[0, [], 0, "Head"]]],
        [
            1,
            "p",
            [[0, [], 0, "a < b "], [0, [0, 2], 1, "both"], [0, [], 1, "bold"], [1, [], 0, 0], [0, [1], 1, "link"]],
        ],
        [3, "ul", [[[0, [], 0, "one"]], [[0, [0], 1, "two"]]]],
        [1, "blockquote", [[0, [], 0, "Said"]]],
        *([10, number] for number in range(6)),
    ],
}


def test_mobiledoc_is_drawn_with_all_its_cards(shown):
    assert shown(mobiledoc=json.dumps(MOBILEDOC)) == (
        "<h2>Head</h2><p>a &lt; b <strong><em>both</em>bold</strong><br>"
        '<a href="https://e.example/" rel="noopener">link</a></p>'
        "<ul><li>one</li><li><strong>two</strong></li></ul><blockquote><p>Said</p></blockquote>"
        "<p>From <em>here</em></p>"
        '<figure><img src="/media/a.jpg" alt=""><figcaption>By day</figcaption></figure>'
        '<pre><code class="language-python">a &lt; b</code></pre><hr>'
        '<p><a href="https://www.youtube.com/watch?v=abcdefghijk" rel="noopener">Video: youtube.com</a></p>'
    )


def test_the_first_mobiledoc_is_drawn_too(shown):
    said = {
        "version": "0.2.0",
        "sections": [[["b"]], [[1, "p", [[[0], 1, "Bold"]]], [10, "image", {"src": "/media/a.jpg"}]]],
    }
    assert shown(mobiledoc=json.dumps(said)) == (
        '<p><strong>Bold</strong></p><figure><img src="/media/a.jpg" alt=""></figure>'
    )


def test_a_text_is_kept_as_it_was_written_too(laid):
    assert laid(post(1, html=None, lexical='{"root": {}}')).entry_only.original == '{"root": {}}'


def test_the_html_that_ghost_kept_counts_first(shown):
    assert shown(html="<p>Kept</p>", lexical=json.dumps(LEXICAL)) == "<p>Kept</p>"


def test_cards_in_ghosts_html_are_put_in_plain_words(shown):
    html = """
      <!--kg-card-begin: html--><p>Raw</p><!--kg-card-end: html-->
      <figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://e.example/x"><div
        class="kg-bookmark-content"><div class="kg-bookmark-title">Page</div>
        <div class="kg-bookmark-description">Of it</div>
        </div><div class="kg-bookmark-thumbnail"><img src="https://e.example/t.png"></div></a></figure>
      <div class="kg-card kg-callout-card"><div class="kg-callout-emoji">💡</div>
        <div class="kg-callout-text">Mind</div></div>
      <div class="kg-card kg-toggle-card"><div class="kg-toggle-heading">
        <h4 class="kg-toggle-heading-text">More</h4>
        <button class="kg-toggle-card-icon"><svg></svg></button></div>
        <div class="kg-toggle-content"><p>In</p></div></div>
      <div class="kg-card kg-file-card"><a class="kg-file-card-container" href="/content/files/a.pdf"><div
        class="kg-file-card-title">Plan</div></a></div>
      <figure class="kg-card kg-video-card"><div class="kg-video-container"><video src="/content/media/a.mp4"></video>
        <div class="kg-video-player-container"><span>0:00</span></div></div><figcaption>Film</figcaption></figure>
      <figure class="kg-card kg-embed-card"><iframe title="Oven"
        src="https://www.youtube.com/embed/abcdefghijk"></iframe></figure>
      <div class="kg-card kg-signup-card"><h2>Join</h2><form><input></form></div>
      <figure class="kg-card kg-image-card kg-width-full"><img src="/media/a.jpg" alt="A"></figure>"""
    assert shown(html=html) == (
        '<p>Raw</p><p><a href="https://e.example/x" rel="noopener">Page</a><br>Of it</p><p class="note">💡 Mind</p>'
        "<details><summary>More</summary><p>In</p></details>"
        '<p><a href="/content/files/a.pdf">File: Plan</a></p>'
        '<p class="remote-picture"><a href="/content/media/a.mp4">Video: a.mp4</a><br>Film</p>'
        '<p><a href="https://www.youtube.com/watch?v=abcdefghijk" rel="noopener">Video: Oven</a></p>'
        '<figure class="wide"><img src="/media/a.jpg" alt="A"></figure>'
    )


@pytest.mark.parametrize(
    "said", ["{", "[]", '{"root": 5}', '{"version": "0.3", "sections": [[10, 9]]}', '{"sections": 3}']
)
def test_a_text_that_cannot_be_read_leaves_its_plain_words(laid, said):
    found = laid(post(1, "Baker", html="", mobiledoc=said, plaintext="Plain < words"))
    assert found.entry_only.html in ("", "<p>Plain &lt; words</p>")


# Comments and files


def test_comments_keep_threads_and_states(laid):
    def row(number, status="published", **said):
        return {
            "id": f"c{number}",
            "post_id": f"{1:024x}",
            "member_id": "m1",
            "status": status,
            "html": "<p>Well said.</p>",
            "created_at": "2022-01-01 00:00:00",
        } | said

    found = laid(
        post(1),
        members=[{"id": "m1", "name": "A Reader", "email": "reader@mail.example"}],
        comments=[
            row(1),
            row(2, parent_id="c1"),
            row(3, parent_id="c1", in_reply_to_id="c2", member_id="gone"),
            row(4, "hidden"),
            row(5, "deleted"),
            row(6, post_id="elsewhere"),
        ],
    )
    comments = found.comments
    assert [comments[f"ghost:comment:c{number}"].parent[-2:] for number in (1, 2, 3)] == ["", "c1", "c2"]
    assert [comments[f"ghost:comment:c{number}"].status for number in (1, 4, 5)] == [
        CommentStatus.SHOWN,
        CommentStatus.REMOVED,
        CommentStatus.REMOVED,
    ]
    assert [comments[f"ghost:comment:c{number}"].name for number in (1, 3)] == ["A Reader", "Member"]
    assert "mail.example" not in repr(comments)
    assert found.report.ignored["comment without its post"] == 1


def test_a_comment_without_any_date_is_kept(laid):
    dateless = post(1, status="draft", published_at=None, created_at=None, updated_at=None)
    found = laid(dateless, comments=[{"id": "c1", "post_id": f"{1:024x}", "html": "x"}])
    assert found.comment_only.posted_at.year == 1970


def test_pictures_beside_the_export_are_known(tmp_path):
    files = {"content/images/2021/03/a.jpg": b"a", "content/images/size/w600/2021/03/a.jpg": b"small"}
    found = lay(write(tmp_path / "blog.zip", export([post(1)]), **files))
    assert {file.url: file.member for file in found.files.values()} == {
        "/content/images/2021/03/a.jpg": "content/images/2021/03/a.jpg"
    }


# Broken files


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"db": [{"meta": {}, "data": {"posts": [}]}', "line 1, column 41"),
        ('{"db": [{"meta": {}, "data": {"posts": "none"}}]}', "no posts"),
        ('{"db": [], "data": 5, "posts": 3}', "no posts"),
        ('{"db": ' + "[" * 200_000, "cannot be read"),
        ('{"db": [{"data": {"posts": [{"id": ' + "9" * 5000 + "}]}}]}", "cannot be read"),
    ],
)
def test_wrong_json_is_refused_where_it_is_wrong(tmp_path, text, said):
    (tmp_path / "blog.json").write_text(text, "utf-8")
    with pytest.raises(Refused, match=said):
        lay(tmp_path / "blog.json")


def test_a_text_that_closes_more_than_it_opened_ends(shown):
    said = MOBILEDOC | {"sections": [[1, "p", [[0, [0], 10**18, "bold"]]]]}
    assert shown(mobiledoc=json.dumps(said)) == "<p><strong>bold</strong></p>"


def test_odd_settings_do_no_harm(laid):
    assert laid(post(1), settings=[{"key": {}}, {"key": ["title"]}, {"key": "title", "value": 5}]).blog.title == "5"


def test_odd_rows_do_no_harm(laid):
    found = laid(None, 5, {"title": "No id"}, post(1, 7, slug=None), posts_tags=None, users="x", tags=[None])
    assert found.entry_only.title == "7"
    assert found.report.ignored["post without an id"] == 1


def test_other_json_is_not_taken_for_ghosts(tmp_path):
    (tmp_path / "other.json").write_text('{"name": "thing", "posts": []}', "utf-8")
    with pytest.raises(Refused, match="no format"):
        lay(tmp_path / "other.json")


def test_signs_that_no_database_keeps_are_left_out(tmp_path):
    text = json.dumps(export([post(1, "A\u0000b", html="<p>x\ud800y\u0000</p>")]))
    (tmp_path / "blog.json").write_text(text, "utf-8")
    entry = lay(tmp_path / "blog.json").entry_only
    assert (entry.title, clean_html(entry.html)) == ("Ab", "<p>xy</p>")


@pytest.mark.parametrize("said", ["0001-01-01 00:00:00", 10**18, float("nan"), "9999-12-31 23:59:59", "never", True])
def test_times_that_nobody_meant_are_none(laid, said):
    assert laid(post(1, published_at=said, created_at=None)).entry_only.published_at is None
