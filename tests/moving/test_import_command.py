"""`import_blog` as its owner types it."""

import json

import pytest
from django.core.management import CommandError, call_command

from blog.management.commands.import_blog import ProgressLine
from blog.models import Comment, Move, Post, Series, Slot
from tests.factories import SeriesFactory

from .exports import blogger
from .exports.blogs import ROLES, series_blog

pytestmark = pytest.mark.django_db


def run(*args, **options):
    return call_command("import_blog", *map(str, args), **options)


def code_of(*args, **options):
    try:
        run(*args, **options)
    except CommandError as error:
        return error.returncode
    return 0


def report_of(tmp_path, *args, **options):
    file = tmp_path / "report.json"
    code_of(*args, report=str(file), **options)
    return json.loads(file.read_text("utf-8"))


def written(folder, days):
    file = folder / "blog.xml"
    blog = series_blog(days)
    for post in blog.posts[:25]:
        post.html = post.html.replace("Final Thoughts", "A last word of mine")
    blog.comments = [blogger.Comment(1, post=1001), blogger.Comment(2, post=1001, parent=1)]
    file.write_text(blogger.old_form(blog), "utf-8")
    return file


@pytest.fixture
def month(tmp_path):
    return written(tmp_path, 31)


@pytest.fixture
def week(tmp_path):
    return written(tmp_path, 7)


@pytest.mark.parametrize("style", ["bold", "headings", "plain"])
def test_a_month_of_roles_moves_in_with_one_command(tmp_path, style, client):
    (tmp_path / "blog.xml").write_text(blogger.old_form(series_blog(31, style=style)), "utf-8")
    run(tmp_path / "blog.xml")
    assert list(Post.objects.roles().order_by("slot__day").values_list("title", flat=True)) == ROLES
    assert list(Slot.objects.filter(post__isnull=False).values_list("day", flat=True)) == list(range(1, 32))
    for post in Post.objects.all():
        assert (post.role_skills.count(), bool(post.why), bool(post.what), bool(post.final)) == (3, True, True, True)
        assert (post.body, bool(post.headline)) == ("", True)
    assert client.get("/2025/01/baker-day-1.html", follow=True).status_code == 200


def test_the_report_is_printed_saved_and_written_as_json(tmp_path, month, capsys):
    report = report_of(tmp_path, month)
    assert report["found"]["post"] == {"public": 31}
    assert report["found"]["reply"] == {"shown": 1}
    assert (report["made"]["post"], report["made"]["role"], report["made"]["comment"]) == (31, 31, 2)
    move = Move.objects.get()
    assert (move.state, move.report, move.format) == ("done", report, report["format"])
    assert (move.done, move.finished_at is not None) == (0, True)
    out = capsys.readouterr().out
    assert "It holds:       31 posts (31 public), 2 comments (2 shown)" in out
    assert "Came in:        31 posts (31 roles), 2 comments" in out
    assert "What publishing would ask for:" in out
    assert "... and 11 more. --report FILE names the first 500." in out


def test_a_dry_run_writes_nothing_and_says_what_would_come(tmp_path, week, capsys):
    rehearsed = report_of(tmp_path, week, dry_run=True)
    assert not any(model.objects.exists() for model in (Post, Move, Series, Comment))
    assert "Would come in:  7 posts (7 roles)" in capsys.readouterr().out
    assert rehearsed | {"rehearsal": False} == report_of(tmp_path, week)


def test_a_second_time_makes_nothing(tmp_path, week, capsys):
    run(week)
    report = report_of(tmp_path, week)
    assert (report["made"], report["known"]["post"], report["known"]["comment"]) == ({}, 7, 2)
    assert "Came in:        nothing" in capsys.readouterr().out


def test_one_refused_file_does_not_stop_the_others(tmp_path, week, capsys):
    (tmp_path / "broken.xml").write_text("<feed xmlns='http://www.w3.org/2005/Atom'><entry>")
    assert code_of(tmp_path / "broken.xml", week, tmp_path / "none.xml") == 1
    assert Post.objects.count() == 7
    assert sorted(Move.objects.values_list("state", flat=True)) == ["done", "refused", "refused"]
    assert "none.xml. Check the name." in capsys.readouterr().err


def test_nothing_read_is_a_code_of_its_own(tmp_path):
    (tmp_path / "note.txt").write_text("Hello.")
    assert code_of(tmp_path / "note.txt") == 2
    assert code_of(tmp_path / "none.xml") == 2


def test_the_series_is_named_by_its_slug(week):
    SeriesFactory(slots=3)
    other = SeriesFactory(slug="other", name="Other", is_default=False)
    run(week, series="other")
    assert other.slots.filter(post__isnull=False).count() == 7


def test_an_unknown_series_is_refused_with_those_there_are(week, capsys):
    SeriesFactory()
    assert code_of(week, series="365-rolls") == 2
    assert "There is no series “365-rolls”. The series of this site: 365-roles" in capsys.readouterr().err
    assert not Post.objects.exists()


def test_an_unknown_format_is_refused_with_those_there_are(week, capsys):
    with pytest.raises(CommandError, match="invalid choice"):
        run(week, "--format", "joomla")


def test_it_is_quiet_where_nobody_watches(week, capsys):
    run(week)
    assert "\r" not in capsys.readouterr().err


class Terminal:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass


def test_on_a_terminal_it_says_how_far_how_fast_and_how_long_still(monkeypatch):
    times = iter([0.0, 10.0, 10.1, 50.0])
    monkeypatch.setattr("time.monotonic", lambda: next(times))
    terminal = Terminal()
    line = ProgressLine(terminal)
    for done in (0, 1000, 1010, 5000):
        line("Bringing in posts", done, 5000)
    assert terminal.text.split("\r\033[K")[1:] == [
        "Bringing in posts: 0 of 5,000 (0 a second)",
        "Bringing in posts: 1,000 of 5,000 (100 a second, 40 s left)",
        "Bringing in posts: 5,000 of 5,000 (100 a second)\n",
    ]


def test_a_busy_database_is_told_and_no_crash(week, monkeypatch, capsys):
    from django.db import OperationalError

    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("blog.moving.moves.bring_in", locked)
    assert code_of(week) == 2
    assert "Run the same again: it goes on where it stopped." in capsys.readouterr().err


def test_who_stops_it_is_told_that_it_goes_on_from_there(week, monkeypatch):
    def stop(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("blog.moving.bringing.bringing.refresh_posts", stop)
    with pytest.raises(CommandError, match="run the same again") as stopped:
        run(week)
    assert stopped.value.returncode == 130
    assert Move.objects.get().problem.startswith("It was stopped before its end.")
    monkeypatch.undo()
    run(week)
    assert Post.objects.count() == 7


def test_a_report_that_cannot_be_written_is_told(week, tmp_path):
    with pytest.raises(CommandError, match="The report cannot be written to"):
        run(week, report=str(tmp_path / "nowhere" / "report.json"))
