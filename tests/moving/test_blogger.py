"""Both of Blogger's exports, as they were from 2008 on."""

import datetime
import json
from dataclasses import replace

import pytest

from blog.markup import clean_html
from blog.moving.bringing.archive_files import ArchiveFiles
from blog.moving.entries import CommentStatus, Status
from blog.moving.formats import find_format
from blog.moving.reports import Refused, Report
from blog.moving.shelf import Shelf
from blog.moving.sources import open_source

from .exports.blogger import OWNER, Blog, Comment, Person, Post, old_form, takeout, write_members, write_takeout
from .exports.blogs import many_tongues, series_blog
from .exports.laying import lay

SHOWN = CommentStatus.SHOWN


@pytest.fixture
def old(tmp_path):
    """Lays down a blog in its older form, after what `change` does to the text."""

    def write(blog, change=lambda text: text, **how):
        path = tmp_path / "blog-01-31-2025.xml"
        path.write_text(change(old_form(blog, **how)), "utf-8")
        return lay(path)

    return write


@pytest.fixture
def new(tmp_path):
    """Lays down the feed of a Takeout alone, after what `change` does to the text."""

    def write(blog, change=lambda text: text, host=None):
        path = tmp_path / "feed.atom"
        path.write_text(change(takeout(blog)), "utf-8")
        return lay(path, host=host)

    return write


def swap(before, after):
    def change(text):
        assert before in text
        return text.replace(before, after)

    return change


# What both say


@pytest.mark.parametrize("blog", [series_blog(), many_tongues()], ids=["series", "five languages"])
def test_both_forms_say_the_same_under_the_same_references(old, new, blog):
    before, after = old(blog), new(blog, host=blog.host)
    assert before.entries == after.entries
    assert before.comments == after.comments
    assert before.writers == after.writers
    assert before.labels == after.labels
    assert before.blog.hosts == after.blog.hosts == [blog.host]
    assert len(before.entries) == len(blog.posts)


def test_a_post_keeps_all_it_had(old):
    post = Post(
        12, "Baker & Sons", "<p>Bread &amp; butter</p>", "2011-03-09T23:30:00.001-08:00", "2012-01-01T00:00:00Z"
    )
    entry = old(Blog([replace(post, path="/2011/03/baker.html", labels=["bread", "rolls, buns"])])).entry_only
    assert (entry.reference, entry.title, entry.html) == (
        "blogger:4711:12",
        "Baker & Sons",
        "<p>Bread &amp; butter</p>",
    )
    assert (entry.path, entry.status, entry.is_page) == ("/2011/03/baker.html", Status.PUBLIC, False)
    assert entry.published_at == datetime.datetime(2011, 3, 10, 7, 30, 0, 1000, tzinfo=datetime.UTC)
    assert entry.updated_at == datetime.datetime(2012, 1, 1, tzinfo=datetime.UTC)
    assert entry.labels == ["bread", "rolls, buns"]
    assert entry.guid == "tag:blogger.com,1999:blog-4711.post-12"
    assert entry.writers == ["blogger:profile:07700900123"]


def test_labels_bring_the_address_of_their_list(new):
    laid = new(Blog([Post(1, labels=["rolls, buns / bread", "rolls, buns / bread"])]))
    (label,) = laid.labels
    assert (label.name, label.paths) == ("rolls, buns / bread", ["/search/label/rolls%2C%20buns%20%2F%20bread"])
    assert laid.entry_only.labels == ["rolls, buns / bread"]


@pytest.mark.parametrize("form", ["old", "new"])
def test_pages_are_told_from_posts(request, form):
    laid = request.getfixturevalue(form)(Blog([Post(1, "About", is_page=True), Post(2, "Baker")]))
    assert [(entry.title, entry.is_page) for entry in laid.entries] == [("About", True), ("Baker", False)]
    assert laid.entry("About").path == "/p/page-1.html"


def test_the_theme_and_the_settings_are_counted_and_no_content(old):
    laid = old(Blog([Post(1)]))
    assert len(laid.entries) == 1
    assert laid.report.ignored == {"template": 1, "settings": 1}
    assert laid.report.notes == {}


def test_settings_tell_what_the_blog_was_called(old):
    laid = old(Blog([Post(1)]), swap("BLOG_COMMENT_MODERATION", "BLOG_CUSTOM_DOMAIN"))
    assert laid.blog.title == "Work, day by day"
    assert laid.blog.description == "One role a day"
    custom = old(
        Blog([Post(1)]),
        lambda text: swap(">true<", ">www.days.example<")(swap("BLOG_COMMENT_MODERATION", "BLOG_CUSTOM_DOMAIN")(text)),
    )
    assert custom.blog.hosts == ["work-day-by-day.blogspot.com", "www.days.example"]


def test_elements_nobody_knows_are_ignored_and_counted(new):
    laid = new(
        Blog([Post(1)]),
        swap(
            "<blogger:location/>",
            "<blogger:location><blogger:name>Rhyl</blogger:name></blogger:location>"
            "<blogger:mood>7</blogger:mood><x:y xmlns:x='u'/>",
        ),
    )
    assert laid.report.ignored == {"location": 1, "mood": 1}


# Status


@pytest.mark.parametrize(
    ("status", "meant"),
    [
        ("LIVE", Status.PUBLIC),
        ("DRAFT", Status.DRAFT),
        ("SCHEDULED", Status.SCHEDULED),
        ("SOFT_TRASHED", Status.TRASHED),
    ],
)
def test_a_takeout_names_the_status_of_posts(new, status, meant):
    laid = new(Blog([Post(1, status=status)]))
    assert laid.entry_only.status == meant
    assert laid.report.notes == {}


def test_a_status_nobody_knows_is_never_public(new):
    laid = new(Blog([Post(1, "Secret", status="SUBSCRIBERS")], [Comment(5, post=1, status="QUARANTINED")]))
    assert laid.entry_only.status == Status.DRAFT
    assert laid.comment_only.status == CommentStatus.WAITING
    assert len(laid.notes("doubtful")) == 2


def test_trashed_posts_are_trash_whatever_else_they_are(new):
    assert new(Blog([Post(1, trashed="2024-05-01T10:00:00Z")])).entry_only.status == Status.TRASHED


def test_what_lies_in_the_future_is_not_public_though_it_says_so(new, old):
    blog = Blog([Post(1, published="2999-01-01T00:00:00Z")])
    assert new(blog).entry_only.status == old(blog).entry_only.status == Status.SCHEDULED


@pytest.mark.parametrize("namespace", ["http://purl.org/atom/app#", "http://www.w3.org/2007/app"])
def test_drafts_of_the_older_form_have_no_address(old, namespace):
    laid = old(Blog([Post(1, status="DRAFT")]), swap("http://purl.org/atom/app#", namespace))
    assert (laid.entry_only.status, laid.entry_only.path) == (Status.DRAFT, "")


def test_a_draft_mark_that_says_no_is_none(old):
    laid = old(Blog([Post(1, status="DRAFT")]), swap(">yes<", ">no<"))
    assert laid.entry_only.status == Status.PUBLIC


@pytest.mark.parametrize(
    ("status", "meant"),
    [
        ("LIVE", SHOWN),
        ("SPAM_COMMENT", CommentStatus.SPAM),
        ("PENDING_MODERATION", CommentStatus.WAITING),
        ("GHOSTED_COMMENT", CommentStatus.REMOVED),
        ("REJECTED_COMMENT", CommentStatus.REMOVED),
    ],
)
def test_a_takeout_names_the_status_of_comments(new, status, meant):
    laid = new(Blog([Post(1)], [Comment(5, post=1, status=status)]))
    assert laid.comment_only.status == meant
    assert laid.report.notes == {}


def test_a_comment_whose_words_were_taken_away_is_removed(old):
    emptied = "<gd:extendedProperty name='blogger.contentRemoved' value='true'/>"
    laid = old(Blog([Post(1)], [Comment(5, post=1)]), swap("<gd:extendedProperty", f"{emptied}<gd:extendedProperty"))
    assert laid.comment_only.status == CommentStatus.REMOVED


# Comments


@pytest.mark.parametrize("first", [True, False])
def test_threads_keep_their_parents_in_any_order(old, first):
    comments = [Comment(5, post=1), Comment(6, post=1, parent=5), Comment(7, post=1, parent=6, author=OWNER)]
    laid = old(Blog([Post(1)], comments[::-1]), comments_first=first)
    found = {reference[-1]: comment.parent for reference, comment in laid.comments.items()}
    assert found == {"5": "", "6": "blogger:4711:5", "7": "blogger:4711:6"}
    assert all(comment.post == "blogger:4711:1" for comment in laid.comments.values())


def test_a_comment_of_the_posts_writer_is_known_by_their_page_not_their_name(old):
    liar = Person(OWNER.name)
    laid = old(
        Blog([Post(1)], [Comment(5, post=1, author=OWNER), Comment(6, post=1, author=liar)]), comments_first=True
    )
    assert [comment.is_by_author for comment in laid.comments.values()] == [True, False]


def test_nobodys_address_is_not_kept(old):
    ann = Person("Ann", website="https://ann.example/", email="ann@mail.example")
    laid = old(Blog([Post(1)], [Comment(5, post=1), Comment(6, post=1, author=ann)]))
    nobody, known = laid.comments.values()
    assert (nobody.name, nobody.email, nobody.website) == ("Anonymous", "", "")
    assert (known.name, known.email, known.website) == ("Ann", "ann@mail.example", "https://ann.example/")


def test_a_comment_that_names_only_its_feed_finds_its_post(old):
    laid = old(Blog([Post(1)], [Comment(5, post=1)]), swap("ref='tag:blogger.com,1999:blog-4711.post-1'", ""))
    assert laid.comment_only.post == "blogger:4711:1"


def test_a_comment_that_names_only_its_page_finds_its_post(old):
    feed = "source='http://www.blogger.com/feeds/4711/posts/default/1'"
    reference = "ref='tag:blogger.com,1999:blog-4711.post-1'"
    laid = old(
        Blog([Post(1)], [Comment(5, post=1)]),
        lambda text: swap(feed, "")(swap(reference, "")(text)),
        comments_first=True,
    )
    assert laid.comment_only.post == "blogger:4711:1"


def test_the_ends_of_lines_in_a_comment_without_markup_are_meant(new):
    laid = new(Blog([Post(1)], [Comment(5, post=1, html="one\ntwo"), Comment(6, post=1, html="one<br />\ntwo")]))
    assert [comment.html for comment in laid.comments.values()] == ["one<br />two", "one<br />\ntwo"]


# People


def test_writers_are_known_by_their_page_and_keep_their_picture(old):
    picture = "//4.bp.blogspot.com/mara/s35/mara.png"
    laid = old(Blog([Post(1)]), swap("https://img1.blogblog.com/img/b16-rounded.gif", picture))
    (writer,) = laid.writers
    assert (writer.reference, writer.name) == ("blogger:profile:07700900123", "Mara Lind")
    assert writer.picture == f"https:{picture}"


def test_the_grey_figure_is_no_picture_of_anybody(old):
    assert old(Blog([Post(1)])).writers[0].picture == ""


def test_a_writer_without_a_page_belongs_to_this_blog(new):
    laid = new(Blog([Post(1, author=Person("Unknown"))]))
    assert laid.entry_only.writers == ["blogger:4711:writer:Unknown"]


# Texts


def test_a_post_without_a_title_is_called_after_its_first_words(new):
    laid = new(
        Blog(
            [
                Post(1, "", "<p>Nobody rises as early as the people who bake for a town.</p>"),
                Post(2, "", "", path="/2025/01/night-work_12.html"),
            ]
        )
    )
    assert sorted(entry.title for entry in laid.entries) == [
        "Night work 12",
        "Nobody rises as early as the people who bake …",
    ]
    assert len(laid.notes("doubtful")) == 2


def test_a_title_in_markup_loses_it(new):
    laid = new(Blog([Post(1, "<b>Bread</b> &amp; more")]), swap("<title>&lt;b", "<title type='html'>&lt;b"))
    assert laid.entry_only.title == "Bread & more"


def test_content_written_as_xhtml_is_read_as_html(old):
    xhtml = "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One<br/>two</p></div></content>"
    laid = old(Blog([Post(1, html="HERE")]), swap("<content type='html'>HERE</content>", xhtml))
    assert laid.entry_only.html == "<div><p>One<br>two</p></div>"


@pytest.mark.parametrize("mark", ["<a name='more'></a>", "<!--more-->", '<a name="more"></a><br />'])
def test_what_stands_before_the_jump_is_the_excerpt(new, mark):
    entry = new(Blog([Post(1, html=f"<p>Early.</p>{mark}<p>Late.</p>")])).entry_only
    assert entry.excerpt == "<p>Early.</p>"
    assert "more" not in entry.html
    assert "Late." in entry.html


def test_a_description_for_search_engines_is_kept(new):
    assert new(Blog([Post(1, description="All about bread")])).entry_only.description == "All about bread"


# Finding the host, and choosing a blog


def test_a_takeout_finds_its_host_in_its_own_links(new):
    link = '<a href="https://WWW.days.example/2025/01/post-1.html?m=1#x">yesterday</a>'
    foreign = '<a href="https://else.example/2025/01/their-own.html">theirs</a>'
    assert new(Blog([Post(1), Post(2, html=link + foreign)])).blog.hosts == ["www.days.example"]


def test_the_blog_asked_for_is_read_out_of_several(tmp_path):
    one, two = Blog([Post(1, "Mine")]), Blog([Post(2, "Other")], number=5, title="Bread: a diary")
    path = write_takeout(tmp_path / "takeout.zip", one, replace(two, title="Bread_ a diary"))
    assert lay(path, host="Bread a diary").entry_only.title == "Other"
    assert lay(path, host="work-day-by-day.blogspot.com").entry_only.title == "Mine"
    with pytest.raises(Refused, match="“Work, day by day”, “Bread_ a diary”.*--host"):
        lay(path)


def test_a_blog_without_posts_does_not_stand_in_the_way(tmp_path):
    path = write_takeout(tmp_path / "takeout.zip", Blog([Post(1)]), Blog(number=6, title="Never begun"))
    assert lay(path).entry_only.title == "A post"


def test_a_takeout_of_somebodys_own_comments_gives_nothing_and_says_so(tmp_path):
    own = takeout(Blog([Post(1)], [Comment(5, post=1)])).replace("POST", "COMMENT")
    laid = lay(write_members(tmp_path / "t.zip", {"Takeout/Blogger/Comments/feed.atom": own}))
    assert laid.entries == []
    assert "holds only comments" in laid.notes("left out")[0]


@pytest.mark.parametrize("name", ["takeout.zip", "Takeout unpacked"])
def test_zip_and_folder_are_the_same(tmp_path, name):
    blog = Blog([Post(1)], [Comment(5, post=1)])
    laid = lay(
        write_takeout(tmp_path / name, blog, pictures={"bread.jpg": b"x"}, more={"__MACOSX/._feed.atom": "junk"})
    )
    assert (len(laid.entries), len(laid.comments), list(laid.files)) == (1, 1, ["bread.jpg"])


def test_old_and_new_form_meet_in_one_folder_name(tmp_path):
    """Some archives have the older form where Takeout has its own today."""
    path = write_members(tmp_path / "t.zip", {"Takeout/Blogger/Blogs/Days/feed.atom": old_form(Blog([Post(1)]))})
    assert lay(path).entry_only.reference == "blogger:4711:1"


def test_the_public_feed_is_taken_for_what_it_is(old):
    laid = old(Blog([Post(1)]), lambda text: text.replace("http://schemas.google.com/g/2005#kind", "urn:x"))
    assert "public feed" in laid.notes("doubtful")[0]


# Pictures


def test_pictures_are_known_by_the_names_they_were_uploaded_with(tmp_path):
    long = "a-very-long-name-of-a-picture-of-bread-in-the-early-morning.jpg"
    pictures = {
        "a-very-long-name-of-a-picture-of-bread-in-the-.jpg": b"1",
        "a-very-long-name-of-a-picture-of-bread-in-the-.jpg.json": json.dumps({"filename": long}),
        "oven(1).png": b"22",
        "oven.png(1).json": json.dumps({"filename": "Oven?.png"}),
        "plain.gif": b"333",
        "broken.gif": b"4444",
        "broken.gif.json": "{",
    }
    laid = lay(write_takeout(tmp_path / "t.zip", Blog([Post(1)]), pictures=pictures))
    assert set(laid.files) == {long, "Oven?.png", "plain.gif", "broken.gif"}
    assert laid.files["Oven?.png"].member.endswith("/oven(1).png")


def test_two_different_pictures_of_one_name_are_left_rather_than_mixed_up(tmp_path):
    pictures = {"image.png": b"1", "image(1).png": b"22", "image.png(1).json": json.dumps({"filename": "image.png"})}
    laid = lay(write_takeout(tmp_path / "t.zip", Blog([Post(1)]), pictures=pictures))
    assert laid.files == {}
    assert laid.notes("pictures")[0].startswith("image.png: ")


def test_the_album_of_the_blog_goes_before_others(tmp_path):
    more = {"Takeout/Blogger/Albums/Another/image.png": b"333"}
    laid = lay(write_takeout(tmp_path / "t.zip", Blog([Post(1)]), pictures={"image.png": b"1"}, more=more))
    assert laid.files["image.png"].member == "Takeout/Blogger/Albums/Work, day by day/image.png"


def test_an_address_finds_the_picture_whose_name_the_archive_shortened(tmp_path):
    pictures = {"a-long-na.jpg": b"1", "a-long-na.jpg.json": json.dumps({"filename": "A long name.jpg"})}
    path = write_takeout(tmp_path / "t.zip", Blog([Post(1)]), pictures=pictures)
    with open_source(path) as source, Shelf() as shelf:
        find_format(source).read(source, shelf, Report())
        address = "https://blogger.googleusercontent.com/img/b/R29/AVvX/s320/A%20long%20name.jpg"
        assert ArchiveFiles(shelf).member([address]) == shelf.file("A long name.jpg").member


# What else a post had


@pytest.mark.parametrize("rel", ["related", "enclosure"])
def test_what_a_title_led_to_and_what_was_attached_stay_reachable(old, rel):
    link = f"<link rel='{rel}' type='audio/mpeg' href='https://x.example/bread.mp3'/>"
    laid = old(Blog([Post(1, html="<p>Listen.</p>")]), swap("<link rel='edit'", f"{link}<link rel='edit'"))
    assert laid.entry_only.html.startswith('<p>Listen.</p><p><a href="https://x.example/bread.mp3">')


def test_an_attachment_the_text_leads_to_is_not_said_twice(old):
    link = "<link rel='enclosure' href='https://x.example/bread.mp3'/>"
    html = '<p><a href="https://x.example/bread.mp3">Listen</a></p>'
    assert old(Blog([Post(1, html=html)]), swap("<link rel='edit'", f"{link}<link rel='edit'")).entry_only.html == html


def test_a_feed_without_namespaces_is_read_too(old):
    laid = old(Blog([Post(1)], [Comment(5, post=1)]), swap("xmlns='http://www.w3.org/2005/Atom' ", ""))
    assert (len(laid.entries), len(laid.comments)) == (1, 1)


def test_entries_without_any_identity_are_still_several_and_the_same_again(new):
    blog = Blog([Post(1, path="", html="<p>a</p>"), Post(2, path="", html="<p>b</p>")])
    blog.comments = [Comment(5, post=1, html="one"), Comment(6, post=1, html="two")]

    def nameless(text):
        head, *entries = text.split("<entry>")
        return "<entry>".join([head, *(entry.partition("</id>")[2] for entry in entries)])

    once, again = new(blog, nameless), new(blog, nameless)
    assert len(once.entries) == len(once.comments) == 2
    assert [entry.reference for entry in once.entries] == [entry.reference for entry in again.entries]
    assert list(once.comments) == list(again.comments)


def test_a_draft_with_a_date_to_come_stays_one_and_is_pointed_out(old):
    laid = old(Blog([Post(1, status="DRAFT", published="2999-01-01T00:00:00Z")]))
    assert laid.entry_only.status == Status.DRAFT
    assert "If it was scheduled there" in laid.notes("doubtful")[0]


def test_a_folder_that_is_called_like_a_file_in_it_is_read_as_a_folder(tmp_path):
    folder = tmp_path / "feed.atom"
    assert lay(write_members(folder, {"feed.atom": takeout(Blog([Post(1)])), "a.jpg": b"1"})).files.keys() == {"a.jpg"}


def test_the_original_is_kept_as_it_was(new):
    html = '<div dir="ltr" trbidi="on"><span>One<br /><br />two</span><!--more--><script>x()</script></div>'
    entry = new(Blog([Post(1, html=html)])).entry_only
    assert entry.original == html
    assert "trbidi" not in clean_html(entry.html)
    assert entry.fingerprint() == replace(entry, html="<p>Read better</p>").fingerprint()
    assert entry.fingerprint() != replace(entry, original=f"{html}!").fingerprint()


def test_what_is_written_in_both_forms_at_once_is_read(old):
    """As other software exports for Blogger: kinds by category, and statuses of comments in the newer namespace."""
    change = swap(
        "xmlns='http://www.w3.org/2005/Atom'",
        "xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'",
    )
    mark = "<blogger:status>SPAM_COMMENT</blogger:status>"
    laid = old(Blog([Post(1)], [Comment(5, post=1)]), lambda text: swap("<gd:ext", f"{mark}<gd:ext")(change(text)))
    assert laid.entry_only.status == Status.PUBLIC
    assert laid.comment_only.status == CommentStatus.SPAM
