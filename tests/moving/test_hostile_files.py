"""Files made to harm, and files that came to harm: refused at once, in words that help, with nothing done."""

import io
import os
import stat
import struct
import time
import tracemalloc
import zipfile

import pytest
from django.core.management import CommandError, call_command

from blog.models import Address, Arrival, Author, Series, Tag
from blog.models import Comment as CommentRow
from blog.models import Post as PostRow
from blog.moving.formats import find_format
from blog.moving.formats.mending import Mended
from blog.moving.formats.xml import MAX_ELEMENT, elements
from blog.moving.reports import Refused
from blog.moving.sources import open_source

from .exports.blogger import Blog, Comment, Post, old_form, takeout, write_members
from .exports.blogs import many_tongues
from .exports.laying import lay

SECONDS = 30  # of processor time: a bomb would take hours, and other work on the machine does not count


@pytest.fixture(autouse=True)
def at_once():
    start = time.process_time()
    yield
    assert time.process_time() - start < SECONDS


@pytest.fixture(autouse=True)
def nobody_calls(monkeypatch):
    """Nothing may be fetched, not even asked for by name."""

    def refuse(*args, **kwargs):
        pytest.fail("something was to be fetched")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)


@pytest.fixture
def file(tmp_path):
    def write(data, name="blog.xml"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


BLOG = Blog([Post(1)], [Comment(5, post=1)])
HEAD = "<?xml version='1.0' encoding='UTF-8'?>"


def with_type(declaration, form=old_form):
    """An export with a document type of its own, whose entity stands in a title."""
    head, _end, rest = form(BLOG).partition("?>")
    return f"{head}?>{declaration}{rest.replace('A post', '&x;')}"


# Through the command


@pytest.mark.django_db
@pytest.mark.parametrize("rehearsal", [True, False])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("blog.xml", with_type("<!DOCTYPE feed [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>")),
        ("blog.xml", old_form(many_tongues())[:-40]),
        ("feed.atom", takeout(many_tongues()).replace("</content>", "</contents>")),
        ("takeout.zip", b"PK\x03\x04 and no more"),
        ("blog.xml", b"\x89PNG\r\n\x1a\n" + bytes(99)),
        ("blog.xml", b""),
    ],
    ids=["entity", "truncated", "mismatched", "broken zip", "picture", "empty"],
)
def test_the_command_refuses_in_words_and_leaves_nothing_behind(file, name, data, rehearsal, capsys):
    with pytest.raises(CommandError, match="Nothing was read") as ended:
        call_command("import_blog", str(file(data, name)), dry_run=rehearsal)
    assert ended.value.returncode == 2
    assert capsys.readouterr().err.startswith("Refused: ")
    assert not any(model.objects.exists() for model in (PostRow, CommentRow, Author, Tag, Address, Arrival, Series))


@pytest.mark.django_db
def test_a_refused_file_does_not_keep_others_out(file):
    good, bad = file(old_form(BLOG), "good.xml"), file("<feed", "bad.xml")
    with pytest.raises(CommandError, match="Refused 1; the others are in") as ended:
        call_command("import_blog", str(bad), str(good))
    assert ended.value.returncode == 1
    assert PostRow.objects.count() == 1


# XML that does harm


@pytest.mark.parametrize("form", [old_form, takeout])
@pytest.mark.parametrize(
    "declaration",
    [
        "<!DOCTYPE feed [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY x '&b;&b;&b;&b;&b;&b;'>]>",
        f"<!DOCTYPE feed [<!ENTITY x '{'long ' * 20_000}'>]>",
        "<!DOCTYPE feed [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE feed [<!ENTITY x SYSTEM 'http://127.0.0.1:1/x'>]>",
        "<!DOCTYPE feed [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x.dtd'> %p;]>",
        "<!DOCTYPE feed SYSTEM 'http://127.0.0.1:1/feed.dtd'>",
        "<!DOCTYPE feed [<!ATTLIST feed a CDATA 'b'>]>",
    ],
    ids=["bomb", "quadratic", "file", "address", "parameter", "external type", "attributes"],
)
def test_document_types_and_entities_are_refused(file, declaration, form):
    with pytest.raises(Refused, match="declares a document type or entities"):
        lay(file(with_type(declaration, form), "feed.atom"))


def test_a_document_type_far_into_a_long_file_is_not_reached_either(file):
    head = f"{HEAD}{' ' * 7000}<!DOCTYPE feed [<!ENTITY x 'y'>]>"
    with pytest.raises(Refused, match="declares a document type"):
        lay(file(head + old_form(BLOG).partition("?>")[2]))


def test_elements_within_elements_without_end_are_refused(file):
    deep = old_form(BLOG).replace("</feed>", "<entry>" + "<x>" * 100_000)
    with pytest.raises(Refused, match="300 elements stand within each other"):
        lay(file(deep))


def test_an_element_larger_than_any_post_is_refused_before_it_is_whole(file, monkeypatch):
    monkeypatch.setattr("blog.moving.formats.xml.MAX_ELEMENT", 1024**2)
    with pytest.raises(Refused, match="one element is larger than 1 MB"):
        lay(file(old_form(Blog([Post(1, html="x" * 3 * 1024**2)]))))
    assert MAX_ELEMENT == 64 * 1024**2


def test_a_text_made_to_tie_up_what_cleans_it_is_refused(file):
    with pytest.raises(Refused, match="more than 200,000 ampersands"):
        lay(file(old_form(Blog([Post(1, html="&" * 2_000_000)]))))


def test_memory_does_not_grow_with_the_file(file):
    entry = "<entry><title>x</title><content type='html'>" + "word " * 2000 + "</content></entry>"
    path = file(f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry * 1000}</feed>")
    tracemalloc.start()
    with open_source(path) as source:
        assert sum(1 for _element in elements(source, source.name, {"feed"})) == 1000
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert path.stat().st_size > 10_000_000
    assert most < 6_000_000


@pytest.mark.parametrize(
    "deep", ["<div>" * 100_000, "<b>" * 50_000 + "<p>", "<table><tr><td>" * 20_000, "<a href='x'>" * 50_000]
)
def test_posts_made_to_tie_up_whoever_tidies_them_come_in_all_the_same(file, deep):
    assert "the end" in lay(file(takeout(Blog([Post(1, html=f"{deep}the end")])), "feed.atom")).entry_only.html


# XML that came to harm


def test_what_is_not_well_formed_is_named_by_line_and_column(file):
    with pytest.raises(Refused, match=r"blog\.xml is not well-formed at line 3, column 3: mismatched tag"):
        lay(file("<feed xmlns='http://www.w3.org/2005/Atom'><id>tag:blogger.com,1999:blog-1</id>\n<entry>\n</feed>\n"))


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95, 0.999])
def test_a_file_that_breaks_off_says_so(file, part):
    text = old_form(many_tongues()).encode()
    with pytest.raises(Refused, match=r"blog\.xml breaks off at line \d+, column \d+: it was not saved whole"):
        lay(file(text[: int(len(text) * part)]))


def test_control_characters_are_dropped(file):
    text = old_form(Blog([Post(1, "Ba\x0bker\x00", "<p>a&#8;b&#xB;c&#xD83D;&#xDE00;</p>")]))
    text = text.replace("&amp;#", "&#")
    entry = lay(file(text)).entry_only
    assert (entry.title, entry.html) == ("Baker", "<p>abc😀</p>")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", "nonsense-9"),
        ("utf-8", "utf-7"),
    ],
)
def test_an_encoding_is_known_by_what_it_is(file, encoding, declared):
    text = old_form(many_tongues()).replace('encoding="UTF-8"', f'encoding="{declared}"')
    laid = lay(file(text.encode(encoding)))
    assert (laid.format, len(laid.comments)) == ("blogger", 4)
    titles = {entry.title for entry in laid.entries}
    assert titles >= {"夜のパン屋", "خبّاز الليل", "คนทำขนมปัง", "Über das frühe Aufstehen"}


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "shift_jis", "iso-8859-1"])
def test_old_encodings_are_read_where_they_are_named(file, encoding):
    word = {"shift_jis": "パン屋", "iso-8859-1": "Bäckerei"}.get(encoding, "Пекарь")
    text = old_form(Blog([Post(1, word)])).replace('encoding="UTF-8"', f'encoding="{encoding}"')
    assert lay(file(text.encode(encoding))).entry_only.title == word


def test_bytes_of_another_encoding_in_the_midst_are_read_and_noted(file):
    data = old_form(Blog([Post(1, "Bäckerei QQ")])).encode().replace(b"QQ", b"caf\xe9")
    laid = lay(file(data))
    assert laid.entry_only.title == "Bäckerei café"
    assert "is not all in UTF-8" in laid.notes("doubtful")[0]


@pytest.mark.parametrize("before", ["\n\n  ", "\ufeff\n", "Warning: something in /www/export.php on line 3\n\n"])
def test_what_stands_before_the_declaration_is_dropped_and_lines_still_count(file, before):
    text = before + old_form(BLOG)
    assert len(lay(file(text)).entries) == 1
    line = text.count("\n") + 1
    with pytest.raises(Refused, match=rf"line {line}, "):
        lay(file(text[:-3]))


@pytest.mark.parametrize("size", [1, 7, 64])
def test_mending_does_not_depend_on_where_the_file_is_cut(file, size, monkeypatch):
    text = "<feed>" + "é&#xD83D;&#xDE00;&#8;&amp;\x02パ" * 50 + "x" * 9000 + "&#xD83D;&#xDE00;</feed>"
    path = file(text)

    def mended():
        with open_source(path) as source, Mended(source, source.name, MAX_ELEMENT) as stream:
            return b"".join(iter(stream.read, b"")).decode()

    whole = mended()
    monkeypatch.setattr("blog.moving.formats.mending.CHUNK", size)
    monkeypatch.setattr("blog.moving.formats.mending.SAMPLE", size)
    assert mended() == whole == "<feed>" + "é&#128512;&amp;パ" * 50 + "x" * 9000 + "&#128512;</feed>"


# Something else under a right name

WRONG = {
    "blog.xml": (b"<!DOCTYPE html><html><title>Sign in</title></html>", "it is a page in HTML"),
    "feed.atom": (b"\x89PNG\r\n\x1a\n" + bytes(99), "it is a picture"),
    "export.xml": (b"%PDF-1.7 ...", "it is a PDF"),
    "other.xml": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "it is XML or HTML, but of something else"),
    "blog.json": (b'{"a": 1}', "it is JSON, but of something else"),
    "takeout.tgz": (b"\x1f\x8b\x08" + bytes(50), "gzip: unpack it"),
    "notes.xml": (b"Dear diary", "it is plain text"),
    "random.xml": (bytes(range(256)) * 10, "it is no text"),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_wrong_thing_under_a_right_name_is_told_what_it_is(file, name):
    data, words = WRONG[name]
    with pytest.raises(Refused, match=words):
        lay(file(data, name))


def test_a_page_saved_as_xhtml_is_told_too(file):
    page = HEAD + "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'http://127.0.0.1:1/x'><html><body/></html>"
    with pytest.raises(Refused, match="it is XML, but of something else"):
        lay(file(page))


def test_an_archive_of_something_else_is_told_what_it_holds(tmp_path):
    path = write_members(tmp_path / "photos.zip", {f"{n}.docx": b"x" for n in range(5)})
    with pytest.raises(Refused, match=r"it holds 0\.docx, 1\.docx, 2\.docx \.\.\."):
        lay(path)


def test_a_format_nobody_knows_is_answered_with_those_there_are(file):
    with pytest.raises(Refused, match=r"There is no format “livejournal”\. There are: .*blogger"):
        lay(file(old_form(BLOG)), name="livejournal")
    with pytest.raises(Refused, match="is not of the format “feed”"), open_source(file(b"<x/>")) as source:
        find_format(source, "feed")


# Archives


def archive(path, *members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            file.writestr(name, data)
    return path


@pytest.mark.parametrize(
    "name", ["../feed.atom", "a/../../feed.atom", "/etc/feed.atom", "C:\\feed.atom", "..\\feed.atom"]
)
def test_names_that_lead_out_of_an_archive_are_refused(tmp_path, name):
    path = archive(tmp_path / "takeout.zip", ("Blogs/Days/feed.atom", takeout(BLOG)), (name, takeout(BLOG)))
    with pytest.raises(Refused, match="leads out of it"):
        lay(path)
    assert os.listdir(tmp_path) == ["takeout.zip"]


def test_symbolic_links_in_archives_are_refused(tmp_path):
    link = zipfile.ZipInfo("Blogs/Days/feed.atom")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(Refused, match="symbolic link"):
        lay(archive(tmp_path / "takeout.zip", (link, "/etc/passwd")))


def test_a_member_that_unpacks_to_absurd_size_stays_shut(tmp_path):
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file,
        file.open("feed.atom", "w") as member,
    ):
        for _part in range(40):
            member.write(b" " * 1024**2)
    path = tmp_path / "takeout.zip"
    path.write_bytes(bomb.getvalue())
    with pytest.raises(Refused, match="zip bomb"):
        lay(path)


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_said(tmp_path):
    path = archive(tmp_path / "takeout.zip", ("Blogs/Days/feed.atom", takeout(BLOG)))
    data = path.read_bytes()
    true, said = struct.pack("<L", len(takeout(BLOG).encode())), struct.pack("<L", 500)
    path.write_bytes(data.replace(true, said))
    with pytest.raises(Refused, match="damaged"):
        lay(path)


def test_members_that_share_their_bytes_are_refused(tmp_path):
    path = archive(tmp_path / "takeout.zip", ("feed.atom", os.urandom(3000)))
    with zipfile.ZipFile(path, "a") as file:
        first = file.infolist()[0]
        for n in range(50):
            twin = zipfile.ZipInfo(f"{n}.atom")
            twin.header_offset, twin.CRC, twin.compress_type = 0, first.CRC, first.compress_type
            twin.compress_size, twin.file_size = first.compress_size, first.file_size
            file.filelist.append(twin)
        file._didModify = True
    with pytest.raises(Refused, match="overlap"):
        lay(path)


def test_an_archive_of_more_members_than_any_blog_is_refused_unread(tmp_path, monkeypatch):
    path = archive(tmp_path / "takeout.zip", *((f"{n}.md", b"x") for n in range(20)))
    monkeypatch.setattr("blog.moving.sources.MAX_MEMBERS", 19)
    monkeypatch.setattr("zipfile.ZipFile", lambda *args: pytest.fail("its list was read"))
    with pytest.raises(Refused, match="files. Hand over the folder or archive of the blog alone"):
        open_source(path)


def test_an_encrypted_member_says_what_to_do(tmp_path):
    path = archive(tmp_path / "takeout.zip", ("Blogs/Days/feed.atom", takeout(BLOG)))
    data = bytearray(path.read_bytes())
    data[6] |= 1
    central = data.find(b"PK\x01\x02")
    data[central + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(Refused, match="is encrypted. Unpack it with its password"):
        lay(path)


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.99])
def test_an_archive_that_breaks_off_says_so(tmp_path, part):
    path = archive(
        tmp_path / "takeout.zip", ("Blogs/Days/feed.atom", takeout(many_tongues())), ("a.jpg", os.urandom(999))
    )
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    with pytest.raises(Refused, match="is not a whole zip archive"):
        lay(path)


def test_a_damaged_feed_within_an_archive_says_so(tmp_path):
    path = archive(tmp_path / "takeout.zip", ("Blogs/Days/feed.atom", takeout(many_tongues())))
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 20] = bytes(20)
    path.write_bytes(data)
    with pytest.raises(Refused, match="damaged"):
        lay(path)
