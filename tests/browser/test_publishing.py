"""The editor's journey: write tomorrow's role, look at it, let it come out."""

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import expect

from blog.models import Post, Role
from blog.publishing.groups import keep_groups
from tests.factories import (
    PASSWORD,
    AuthorFactory,
    CategoryFactory,
    ResourceFactory,
    RoleFactory,
    SeriesFactory,
    SkillFactory,
    TagFactory,
    UserFactory,
)
from tests.pictures.files import saved, scene

WORD = """
<html><body><!--StartFragment-->
<h1 style='margin:0'><span style='font-family:Calibri'>What counts</span></h1>
<p class=MsoNormal style='color:#1F3864'>Plain <b>words</b>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;
</span></span>first</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;
</span></span>second</p>
<!--EndFragment--></body></html>
"""


@pytest.fixture
def desk(transactional_db):
    """A series whose day 31 is out, and what a role is made of."""
    keep_groups()
    SeriesFactory(slots=40, time_zone="Europe/Berlin")
    RoleFactory(title="Data Scientist", day=31, published=True)
    CategoryFactory(name="Data and AI", slug="data-and-ai")
    for name in ("SQL", "Patience"):  # the role above has brought Python
        SkillFactory(name=name)
    TagFactory(name="machine learning", post_count=3)
    ResourceFactory(title="The Handbook")
    AuthorFactory(name="Mara Lind")


@pytest.fixture
def editor_page(page, desk):
    editor = UserFactory(name="Edda", email="edda@example.com", is_staff=True)
    editor.groups.add(Group.objects.get(name="editor"))
    EmailAddress.objects.create(user=editor, email=editor.email, verified=True, primary=True)
    page.goto("/admin/")
    page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill(editor.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name=re.compile("sign in|log in", re.IGNORECASE)).click()
    expect(page.get_by_role("heading", name="What would you like to do?")).to_be_visible()
    return page


def choose(page, label, words, within=None):
    """Take an autocompleted choice by the keyboard."""
    (within or page).get_by_role("combobox", name=label).last.click()
    page.locator(".select2-dropdown .select2-search__field").fill(words)
    expect(page.locator(".select2-results__option--highlighted")).to_contain_text(words)
    page.keyboard.press("Enter")


def take(page, label, words, row):
    """Take what is offered first while one types."""
    row.get_by_role("combobox", name=label).press_sequentially(words)
    expect(row.get_by_role("option", name=words)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")


def rows(page, name):
    return page.locator(f"#{name}-group .row")


def write(page, name, text):
    editor = page.get_by_role("textbox", name=name)
    editor.click()
    page.keyboard.type(text)


def fill_in(page, title):
    page.get_by_label("Title", exact=False).first.fill(title)
    page.get_by_label("Standfirst:").fill("Builds what data flows through.")
    page.get_by_label("Category:").select_option(label="Data and AI")
    choose(page, "Author:", "Mara Lind")
    for n, skill in enumerate(("Python", "SQL", "Patience")):
        take(page, "Skill:", skill, rows(page, "role_skills").nth(n))
    for name in ("perks", "drawbacks", "steps"):
        rows(page, name).first.get_by_label("Title:").fill(f"One of the {name}")
    write(page, "Why it matters:", "Because somebody waits for it.")
    write(page, "What they do:", "They build pipes.")
    write(page, "Final thoughts:", "A calm job.")


def test_an_editor_writes_previews_and_schedules_tomorrows_role(
    editor_page, page, open_page, tmp_path, assert_accessible, assert_fits
):
    page.get_by_role("link", name="Add Roles").click()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    day = page.get_by_label("Day of a series:")
    expect(day.locator("option:checked")).to_contain_text("the next free day: 32,")
    expect(page.locator("#id_comes_out_at")).to_have_value(f"{tomorrow}T09:00")
    fill_in(page, "Data Engineer")
    page.get_by_role("combobox", name="Tags:").press_sequentially("mach")
    expect(page.get_by_role("option", name="machine learning")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Tags:")).to_have_value("machine learning, ")
    take(page, "Resource:", "The Handbook", rows(page, "role_resources").first)

    # A heading, bold words and a picture with its words
    write(page, "Why it matters:", "")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    toolbar = page.get_by_role("toolbar", name="Why it matters")
    toolbar.get_by_role("button", name="heading 2").click()
    page.keyboard.type("In short")
    picture = tmp_path / "desk.jpg"
    picture.write_bytes(saved(scene(120, 80), "JPEG"))
    toolbar.get_by_role("button", name="picture").click()
    dialog = page.get_by_role("dialog", name="Picture")
    dialog.get_by_label("File").set_input_files(picture)
    dialog.get_by_role("button", name="Set into the text").click()
    expect(dialog.get_by_role("alert")).to_have_text("Say what it shows, or mark it as decorative.")
    assert_accessible(page)
    dialog.get_by_label("What it shows").fill("A desk")
    dialog.get_by_label("Caption").fill("Where it happens")
    dialog.get_by_role("button", name="Set into the text").click()
    expect(page.get_by_role("textbox", name="Why it matters:").get_by_role("img", name="A desk")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)

    page.get_by_role("button", name="Save and preview").click()
    expect(page.locator("h1")).to_contain_text("Data Engineer")
    expect(page.get_by_role("img", name="A desk")).to_be_visible()
    expect(page.locator("figcaption", has_text="Where it happens")).to_be_visible()
    assert_accessible(page)

    role = Role.objects.get(title="Data Engineer")
    page.goto(f"/admin/blog/role/{role.pk}/change/")
    page.get_by_role("button", name="Schedule").click()
    expect(page.locator(".messagelist")).to_contain_text("09:00 Europe/Berlin")
    expect(page.locator(".state-line")).to_contain_text("Scheduled:")
    role.refresh_from_db()
    assert role.publish_at == role.slot.goes_live_at()
    assert (role.slot.day, list(role.tags.names())) == (32, ["machine learning"])
    assert [row.skill.name for row in role.role_skills.all()] == ["Python", "SQL", "Patience"]
    assert "<h2>In short</h2>" in role.why
    assert open_page().goto(role.get_absolute_url()).status == 404


def test_an_editor_publishes_at_once_and_readers_see_it(editor_page, page, open_page, assert_accessible):
    page.goto("/admin/blog/role/add/")
    page.get_by_label("Title", exact=False).first.fill("Web Developer")
    page.get_by_role("button", name="Publish now").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved, but not published")
    expect(page.locator("#gaps")).to_be_focused()
    assert_accessible(page)
    page.locator("#gaps").get_by_role("link", name="Say why the role matters.").click()
    expect(page.get_by_role("textbox", name="Why it matters:")).to_be_focused()
    fill_in(page, "Web Developer")
    page.get_by_role("button", name="Publish now").click()
    expect(page.locator(".messagelist")).to_contain_text("Readers see it now.")
    reader = open_page()
    reader.goto("/roles/web-developer/")
    expect(reader.locator("h1")).to_contain_text("Web Developer")
    expect(reader.locator("main")).to_contain_text("Because somebody waits for it.")


def test_what_comes_from_a_word_processor_comes_out_clean(editor_page, page):
    page.goto("/admin/blog/essay/add/")
    page.get_by_label("Title", exact=False).first.fill("Pasted")
    page.get_by_role("textbox", name="Text:").evaluate(
        """(element, html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "What counts");
            element.focus();
            const fields = { clipboardData: data, bubbles: true, cancelable: true };
            element.dispatchEvent(new ClipboardEvent("paste", fields));
        }""",
        WORD,
    )
    expect(page.get_by_role("textbox", name="Text:").locator("li")).to_have_count(2)
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved.")
    body = Post.objects.get(title="Pasted").body
    assert re.sub(r"\s+", " ", body) == (
        "<h2>What counts</h2> <p>Plain <strong>words</strong>.</p> <ul><li>first</li><li>second</li></ul>"
    )


def test_rows_move_by_keyboard_and_by_dragging_and_come_back_when_unticked(editor_page, page):
    role = RoleFactory(perks=["A", "B", "C"])
    page.goto(f"/admin/blog/role/{role.pk}/change/")
    first = rows(page, "perks").first
    first.get_by_role("button", name="Move down").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#row-news")).to_have_text("Now row 2 of 4.")
    expect(page.get_by_role("button", name="Move down").and_(page.locator(":focus"))).to_be_visible()
    last = rows(page, "perks").nth(2)  # C
    rows(page, "perks").first.evaluate("row => row.scrollIntoView()")
    grip = last.locator("[data-grip]").bounding_box()
    top = rows(page, "perks").first.bounding_box()
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(grip["x"] + 5, top["y"] + 5, steps=8)
    page.mouse.up()
    page.get_by_role("button", name="One more perk").click()
    page.keyboard.type("D")
    page.get_by_role("button", name="Save", exact=False).first.click()
    expect(page.locator(".messagelist")).to_contain_text("Saved.")
    assert [perk.title for perk in role.perks.all()] == ["C", "B", "A", "D"]


def test_leaving_with_unsaved_words_is_asked_about(editor_page, page):
    page.goto("/admin/blog/page/add/")
    page.get_by_label("Title", exact=False).first.fill("Not saved yet")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/admin/")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_is_accessible(editor_page, page, assert_accessible, assert_fits, scheme):
    page.emulate_media(color_scheme=scheme)
    role = RoleFactory(day=33)
    tags = [TagFactory(name=name).pk for name in ("front-end", "Frontend")]
    for address in (
        "",
        "blog/tag/alike/",
        f"blog/tag/merge/?of={tags[0]}&of={tags[1]}",
        f"blog/tag/{tags[0]}/change/",
        "blog/role/",
        f"blog/role/{role.pk}/change/",
        "blog/series/add/",
        "blog/comment/",
        "blog/slot/",
    ):
        page.goto(f"/admin/{address}")
        assert_accessible(page)
        assert_fits(page)


def test_without_script_a_role_is_written_all_the_same(desk, open_page):
    page = open_page(java_script_enabled=False)
    editor = UserFactory(name="Edda", email="edda@example.com", is_staff=True)
    editor.groups.add(Group.objects.get(name="editor"))
    EmailAddress.objects.create(user=editor, email=editor.email, verified=True, primary=True)
    page.goto("/admin/blog/role/add/")
    page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill(editor.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name=re.compile("sign in|log in", re.IGNORECASE)).click()
    page.get_by_label("Title", exact=False).first.fill("Plain")
    page.get_by_label("Why it matters:").fill("<p>Typed as HTML.</p>")
    rows(page, "perks").first.get_by_label("Title:").fill("One")
    rows(page, "perks").first.get_by_label("Position:").fill("3")
    page.get_by_role("button", name="Save draft").click()
    role = Role.objects.get(title="Plain")
    assert (role.why, role.perks.get().position) == ("<p>Typed as HTML.</p>", 3)
