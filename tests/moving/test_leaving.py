"""What goes out, into which folder, and what of it only when everything goes out."""

import json
from pathlib import Path

import pytest
from defusedxml.ElementTree import parse
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from blog.actions.pictures import store_picture
from blog.actions.posts import refresh_post
from blog.models import Address, Comment, Post, Relation, SiteSettings
from blog.moving.leaving import FORMATS, leaving
from tests.factories import CommentFactory, EssayFactory, PageFactory, RoleFactory, SlotFactory, refreshed_together
from tests.pictures.files import photograph

pytestmark = pytest.mark.django_db

every_format = pytest.mark.parametrize("format", FORMATS)


def export(folder, format, **options):
    call_command("export_blog", str(folder), format=format, **options)
    return folder


def everything_in(folder):
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()).decode(
        errors="replace"
    )


@pytest.fixture
def site(settings, tmp_path):
    """A public role with a talk, a picture and an old address, and beside each thing one that is nobody's business."""
    settings.MEDIA_ROOT = tmp_path / "media"
    SiteSettings(name="The almanac").save()
    role = RoleFactory(published=True, title="Night Baker", day=3, tags=["bread"])
    role.cover = store_picture(photograph(), alt="An oven")
    role.save()
    first = CommentFactory(post=role, comment="How warm is it?", user_email="mara@example.com", like_count=3)
    hidden = CommentFactory(reply_to=first, comment="Buy my pills", state=Comment.State.SPAM)
    CommentFactory(reply_to=hidden, comment="Why is this here?", user_email="tom@example.com")
    secret = RoleFactory(title="Secret Keeper", tags=["hush"], skills=["Whispering"], state="private")
    secret.cover = store_picture(photograph(300, 300), alt="A locked door")
    secret.save()
    Relation.objects.create(role=role, other=secret, note="Never seen.")
    refresh_post(role)
    CommentFactory(post=secret, comment="Between us")
    EssayFactory(scheduled=True, title="Tomorrow's essay")
    PageFactory(published=True, title="About the almanac")
    SlotFactory(day=9, skip_reason="Holiday on the moon")
    Address.objects.move("/2020/01/baker.html", role.get_absolute_url())
    Address.objects.move("/2020/01/hushed.html", secret.get_absolute_url())
    return role


SECRETS = """
    Secret Keeper|secret-keeper|hush|Whispering|locked door|Never seen|Between us|Tomorrow's|Buy my pills|@example.com
    moon|hushed.html
"""


@every_format
def test_the_public_part_holds_nothing_else(site, tmp_path, format):
    public = everything_in(export(tmp_path / "public", format, public=True))
    for secret in "|".join(SECRETS.split("\n")).split("|"):
        assert not secret.strip() or secret.strip() not in public, secret
    for known in ("Night Baker", "How warm is it?", "Why is this here?", "bread", "About the almanac"):
        assert known in public
    assert len(list((tmp_path / "public").rglob("*.jpg"))) == 1


@pytest.mark.parametrize("format", ["markdown", "json"])
def test_our_own_forms_hold_everything(site, tmp_path, format):
    everything = everything_in(export(tmp_path / "all", format))
    for words in (
        "Secret Keeper",
        "Between us",
        "Buy my pills",
        "mara@example.com",
        "moon",
        "hushed.html",
        "The almanac",
    ):
        assert words in everything
    assert len(list((tmp_path / "all").rglob("*.jpg"))) == 2


@every_format
def test_a_folder_of_somebody_elses_is_left_alone(site, tmp_path, format):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    with pytest.raises(CommandError, match="not empty, and no former export"):
        export(tmp_path / "mine", format)
    with pytest.raises(CommandError, match="is a file"):
        export(tmp_path / "mine" / "letter.txt", format)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_a_former_export_is_replaced_and_what_else_lies_there_stays(site, tmp_path):
    folder = export(tmp_path / "all", "markdown")
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("main")
    Post.objects.filter(title="Secret Keeper").delete()
    export(folder, "markdown")
    assert not (folder / "roles" / "secret-keeper.md").exists()
    assert (folder / "roles" / "night-baker.md").exists()
    assert (folder / ".git" / "HEAD").read_text() == "main"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_nobody_else_may_look_into_an_export(site, tmp_path):
    assert export(tmp_path / "all", "json").stat().st_mode & 0o077 == 0


def test_what_lies_there_stays_when_the_folders_cannot_be_exchanged(site, tmp_path, monkeypatch):
    folder = export(tmp_path / "all", "json")
    (folder / "mine.txt").write_text("mine")
    rename = Path.rename

    def refused(self, target):
        if Path(target) == folder and not self.name.endswith("-old"):
            raise OSError("It is a disk of its own.")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(CommandError, match="disk of its own"):
        export(folder, "markdown")
    assert sorted(path.name for path in folder.iterdir()) == [
        "careerguide.jsonl",
        "careerguide.yaml",
        "mine.txt",
        "pictures",
    ]


def test_an_export_that_breaks_off_is_never_taken_for_whole(site, tmp_path, monkeypatch):
    former = everything_in(export(tmp_path / "all", "json"))
    monkeypatch.setattr(leaving, "header", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(tmp_path / "all", "json")
    assert everything_in(tmp_path / "all") == former
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all", "media"]


@every_format
def test_more_posts_take_no_more_questions_each(site, tmp_path, format, monkeypatch):
    def questions(name):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            export(tmp_path / name, format)
        return len(asked)

    few = questions("few")
    with refreshed_together():
        for number in range(10):
            CommentFactory(post=RoleFactory(title=f"Another {number}", published=True))
    # What a post has of its own: its talk, its pictures.
    assert questions("many") - few <= 10 * 4


def test_a_lost_picture_is_named(site, settings, tmp_path, capsys):
    (settings.MEDIA_ROOT / site.cover.file.name).unlink()
    folder = export(tmp_path / "all", "json")
    assert f"{site.cover.file.name} is not in the storage" in capsys.readouterr().err
    lines = (folder / "careerguide.jsonl").read_text("utf-8").splitlines()
    baker = next(row["is"] for row in map(json.loads, lines) if row["kind"] == "post")
    assert "cover" not in baker["front"]


@pytest.mark.parametrize(("format", "name"), [("wxr", "careerguide.wxr.xml"), ("blogger", "careerguide.blogger.xml")])
def test_no_words_break_the_xml(tmp_path, format, name):
    words = "A ]]> & <b>\x0b\ufffe \"[gallery]\" 'x' 数"
    essay = EssayFactory(
        published=True, title=words, standfirst=words, body=f"<pre><code>{escape(words)}\n\n x</code></pre>"
    )
    CommentFactory(post=essay, user_name=words, html=f"<p>{escape(words)}</p>")
    root = parse(export(tmp_path / "out", format) / name).getroot()
    titles = {element.text for element in root.iter() if element.tag.endswith("title")}
    assert "A ]]> & <b> \"[gallery]\" 'x' 数" in titles
    assert "A ]]&gt; &amp; &lt;b&gt;" in "".join(root.itertext())
