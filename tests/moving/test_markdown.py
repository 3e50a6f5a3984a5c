import datetime
import io
import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from PIL import Image

from blog.models import Author, Category, Picture, Post, Resource, Series, Skill, Tag
from blog.moving.markdown import import_markdown
from tests.factories import PostFactory, SeriesFactory

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parent.parent / "data"
BAKER = (DATA / "night-baker.md").read_text("utf-8")
CHEF = "---\nkind: role\ntitle: Pastry Chef\n---\n\n## Why it matters\n\nSugar.\n"
ESSAY = "---\nkind: essay\ntitle: On rising early\nroles: [night-baker]\n---\n\nText.\n\n## Then\n\nMore.\n"


@pytest.fixture
def folder(tmp_path):
    def write(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.md").write_text(text, "utf-8")
        return tmp_path

    return write


@pytest.fixture
def baker(folder):
    report = import_markdown([folder(baker=BAKER, chef=CHEF, early=ESSAY)])
    assert report.errors == report.notes == []
    return Post.objects.get(slug="night-baker")


def only_error(report):
    assert len(report.errors) == 1
    return str(report.errors[0])


def test_every_field_of_a_role_finds_its_place(baker):
    assert baker.slot.day == 12
    assert (baker.slot.series.slug, baker.slot.series.name) == ("trades", "Trades")
    assert (baker.category.slug, baker.category.name) == ("food", "Food")
    assert sorted(baker.tags.names()) == ["Shift work", "bread"]
    assert [byline.author.name for byline in baker.bylines.all()] == ["Mara Lind", "Tom Akande"]
    assert (baker.work_pattern, baker.work_pattern_note) == ("shifts", "Nights, mostly")
    assert (baker.work_place, baker.work_place_note) == ("", "In the bakery")
    assert (baker.outlook, baker.outlook_region, baker.outlook_as_of) == ("steady", "Wales", datetime.date(2025, 8, 28))
    assert [(code.scheme, code.code) for code in baker.codes.all()] == [
        ("isco", "7511"),
        ("isco", "7512"),
        ("soc", "51-3011"),
    ]
    assert baker.why == "<p>No bread, no <em>breakfast</em>.</p>\n<h2>And cake</h2>\n<p>Cake too.</p>"
    assert [task.text for task in baker.tasks.all()] == ["Knead.", "Bake, then [look](https://example.org/look)."]
    assert [(row.skill.name, row.need, row.skill.kind) for row in baker.role_skills.all()] == [
        ("Patience", "essential", "skill"),
        ("C++", "useful", "tool"),
    ]
    assert baker.steps.get(is_first_hour=True).how_long == "1 hour"
    assert baker.relations.get().other.slug == "pastry-chef"
    assert baker.voices.get().name == "A. Baker"
    assert baker.choose_else == "you sleep at night"
    assert re.sub("<.*?>", " ", baker.body).split()[:5] == ["A", "word", "before.", "Something", "else"]
    assert baker.sources.get().publisher == "Example"
    assert baker.section_reviews.get().section == "facts"
    assert baker.change_notes.get().credit == "A reader"
    assert baker.pay.get().high == 30000
    assert baker.role_resources.get().resource.teaches.get().name == "Patience"


def test_the_time_it_comes_out_is_kept_to_the_second(baker):
    assert baker.publish_at == datetime.datetime(2026, 11, 1, 8, tzinfo=datetime.UTC)


def test_a_post_is_a_draft_unless_the_file_says_otherwise(baker):
    chef = Post.objects.get(slug="pastry-chef")
    assert (chef.state, chef.publish_at) == ("draft", None)


def test_an_imported_post_is_ready_for_its_page(baker):
    assert baker.rendered["final"] == "<p>It is honest work.</p>"
    assert baker.word_count > 50
    assert baker.letter == "N"


def test_an_essay_names_its_roles(baker):
    essay = Post.objects.get(kind="essay")
    assert essay.body.replace("\n", "") == "<p>Text.</p><h2>Then</h2><p>More.</p>"
    assert list(essay.mentions.all()) == [baker]


def test_the_same_files_twice_change_nothing(baker, folder):
    before = {post.pk: post.updated_at for post in Post.objects.all()}
    report = import_markdown([folder()])
    assert (len(report.posts), report.made, report.changed) == (3, [], [])
    assert {post.pk: post.updated_at for post in Post.objects.all()} == before


def test_what_an_editor_changed_stays_while_the_file_is_the_same(baker, folder):
    Post.objects.filter(pk=baker.pk).update(headline="Mine")
    import_markdown([folder()])
    baker.refresh_from_db()
    assert baker.headline == "Mine"


def test_a_changed_file_changes_its_post(baker, folder):
    changed = BAKER.replace("- **Bread**\n", "").replace("tags: [Shift work, bread]", "tags: [bread]")
    report = import_markdown([folder(baker=changed)])
    assert report.changed == [baker]
    baker.refresh_from_db()
    assert [perk.title for perk in baker.perks.all()] == ["Quiet"]
    assert list(baker.tags.names()) == ["bread"]
    assert baker.publish_at is not None


def test_shared_records_are_used_again(folder):
    Skill.objects.create(name="patience", kind="knowledge")
    Resource.objects.create(title="Known", url="https://example.org/book")
    Author.objects.create(name="Mara Lind")
    Category.objects.create(name="Food and drink", slug="food")
    import_markdown([folder(baker=BAKER)])
    assert Skill.objects.get(folded="patience").kind == "knowledge"
    assert Resource.objects.get().title == "Known"
    assert (Author.objects.count(), Category.objects.count(), Tag.objects.count()) == (2, 1, 2)


def test_one_bad_file_does_not_stop_the_others(folder):
    report = import_markdown([folder(a_bad="no front matter", baker=BAKER, chef=CHEF)])
    assert len(report.posts) == 2
    assert only_error(report).endswith(
        "a_bad.md, line 1: Begin the file with its front matter: a line ---, the fields, and another line ---."
    )
    assert Post.objects.count() == 2


def front(text, body="Text."):
    return f"---\nkind: role\ntitle: X\n{text}\n---\n\n{body}\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\ntitle: X\n---\n", None, "Say what this is: role, essay or page."),
        ("---\nkind: role\n---\n", None, "title: Fill this in."),
        (front("entry_level: some"), 4, "“some” is none of these: none, self-taught"),
        (front("standfirst: a: b"), 4, "Quote texts that contain"),
        (front("publish_at: 2026-01-01"), 4, "state: ready"),
        (front("state: ready\npublish_at: soon"), 5, "Write a time here"),
        (front("outlook: {text: More.}"), 4, "Add source, region, as_of."),
        (front("outlook: More."), 4, "Write fields here"),
        (front("pay:\n  - {stage: typical, low: 5}"), 4, "pay → high: Write a whole number here."),
        (front("reviewed_on: yesterday"), 4, "Write a date here"),
        (front("tags: {a: b}"), 4, "Write a list of texts"),
        (front("title: yes"), 4, "put it into quotes"),
        (front(f"closing_line: {'x' * 400}"), 4, "at most 300 characters"),
        (front("day: 3"), 4, "Say of which series"),
        (front("series: trades"), 4, "has a day, from 1 on"),
        (front("cover: desk.jpg"), 4, "There is no picture “desk.jpg” beside this file."),
        (front("cover: ../../etc/passwd.png"), 4, "outside the folder"),
        (front("sources:\n  - {title: A, url: 'javascript:alert(1)'}"), 5, "valid URL"),
        (front("", "## Skills\n\n1. **Python** (essential tool): a.\n2. **python** (useful tool): b."), 9, "twice"),
        (
            front("", "## Resources\n\n" + "\n".join(f"- [R{n}](https://example.org/{n})" for n in range(9))),
            17,
            "at most 8",
        ),
        (front("codes: {nace: 1}"), 4, "The schemes are"),
        ("---\n- a\n---\n", 2, "needs fields"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_remedy(folder, text, line, words):
    report = import_markdown([folder(x=text)])
    assert words in only_error(report)
    assert report.errors[0].line == line
    assert not Post.objects.exists()
    assert not Skill.objects.exists()


def test_an_unknown_field_is_named_with_the_one_it_may_be(folder):
    report = import_markdown([folder(x=front("standfrist: a"))])
    assert "Did you mean standfirst?" in str(report.notes[0])
    assert report.posts


def test_a_day_that_is_taken_is_refused(folder):
    other = CHEF.replace("title:", "series: trades\nday: 12\ntitle:")
    report = import_markdown([folder(baker=BAKER, chef=other)])
    assert "Day 12 of Trades has “Night Baker” already" in only_error(report)


def test_a_post_of_an_editor_is_not_written_over(folder):
    mine = PostFactory(title="Night Baker", slug="night-baker")
    assert "Give this one another slug" in only_error(import_markdown([folder(baker=BAKER)]))
    mine.refresh_from_db()
    assert mine.import_reference is None


def test_a_role_that_is_not_there_yet_is_named(folder):
    report = import_markdown([folder(baker=BAKER)])
    assert "The role /roles/pastry-chef/ is not here yet" in str(report.notes[0])


def test_a_rehearsal_changes_nothing(folder, settings):
    report = import_markdown([folder(baker=BAKER)], dry_run=True)
    assert len(report.made) == 1
    assert not Post.objects.exists()
    assert not Series.objects.exists()


def png(color):
    file = io.BytesIO()
    Image.new("RGB", (8, 6), color).save(file, "PNG")
    return file.getvalue()


def test_pictures_beside_the_file_come_with_it(folder, tmp_path):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "desk.png").write_bytes(png("red"))
    (tmp_path / "pictures" / "oven.png").write_bytes(png("blue"))
    text = front("cover: pictures/desk.png\ncover_alt: A desk", "## Why it matters\n\n![An oven](pictures/oven.png)")
    report = import_markdown([folder(x=text)])
    assert report.errors == []
    post = Post.objects.get()
    assert (post.cover.alt, post.cover.width) == ("A desk", 8)
    oven = Picture.objects.get(alt="An oven")
    assert f'data-picture="{oven.pk}"' in post.why


def test_a_rehearsal_leaves_no_picture_behind(folder, tmp_path, settings):
    (tmp_path / "desk.png").write_bytes(png("green"))
    before = set(settings.MEDIA_ROOT.rglob("*.*"))
    import_markdown([folder(x=front("cover: desk.png"))], dry_run=True)
    assert set(settings.MEDIA_ROOT.rglob("*.*")) == before


def test_a_date_alone_means_the_hour_of_the_series(folder):
    text = CHEF.replace("title:", "series: trades\nday: 1\nstate: ready\npublish_at: 2026-11-02\ntitle:")
    import_markdown([folder(chef=text)])
    assert timezone.localtime(Post.objects.get().publish_at).hour == 9


def test_names_in_every_script_are_kept(folder):
    import_markdown(
        [folder(x="---\nkind: role\ntitle: 数据科学家\ntags: [العربية]\n---\n\n## Why it matters\n\nनमस्ते\n")]
    )
    post = Post.objects.get()
    assert (post.slug, post.why) == ("数据科学家", "<p>नमस्ते</p>")


BAD = "---\nkind: role\n---\n"


def run(*args, **options):
    return call_command("import_blog", *map(str, args), **options)


def test_the_command_reports_as_json(folder, tmp_path, capsys):
    run(folder(baker=BAKER, chef=CHEF), report=str(tmp_path / "report.json"))
    report = json.loads((tmp_path / "report.json").read_text())
    assert [post["path"] for post in report["posts"]] == ["/roles/night-baker/", "/roles/pastry-chef/"]
    assert "Came in:        2 posts (2 roles)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("files", "code"),
    [({"bad": BAD, "chef": CHEF}, 1), ({"bad": BAD}, 2), ({}, 2)],
)
def test_the_command_ends_with_a_code(folder, files, code, capsys):
    with pytest.raises(CommandError) as error:
        run(folder(**files))
    assert error.value.returncode == code


def test_other_formats_are_refused_clearly(tmp_path, capsys):
    (tmp_path / "blog.xml").write_text("<other/>")
    with pytest.raises(CommandError) as error:
        run(tmp_path / "blog.xml")
    assert error.value.returncode == 2
    assert "blog.xml is of no format that can be moved in" in capsys.readouterr().err


def test_the_command_knows_the_series_of_bare_days(folder):
    SeriesFactory(slug="trades")
    run(folder(chef=CHEF.replace("title:", "day: 4\ntitle:")), series="trades")
    assert Post.objects.get().slot.series.slug == "trades"
