"""Fast writing in a real browser: a text sorted into the form, skills made in place, the page beside the form."""

import re

import pytest
from playwright.sync_api import expect

from blog.models import Role
from tests.factories import RoleFactory, SkillFactory

from .test_publishing import desk, editor_page, rows  # noqa: F401

pytestmark = pytest.mark.usefixtures("editor_page")

NOTES = """Pipe Layer

Why it matters
Without pipes, no tea.
What they do
They dig, and lay.
Skills: Python, Welding
Perks
- Fresh air: all day
Drawbacks: wet feet, early mornings
How to get started
1. Call the works: ask for a day
Final thoughts
A calm job.
"""
PASTED = "<html><body><h2 style='color:red'>Why it matters</h2><p>Because <b>water</b>.</p></body></html>"


def paste(page, field, markup, plain):
    field.evaluate(
        """(element, [markup, plain]) => {
            const data = new DataTransfer();
            data.setData("text/html", markup);
            data.setData("text/plain", plain);
            element.focus();
            const fields = { clipboardData: data, bubbles: true, cancelable: true };
            element.dispatchEvent(new ClipboardEvent("paste", fields));
        }""",
        [markup, plain],
    )


def test_notes_become_a_role_with_its_page_beside_the_form(page, assert_accessible, assert_fits):
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto("/admin/blog/role/add/?from=text")
    field = page.get_by_label("Notes, a finished text")
    expect(field).to_be_focused()
    paste(page, field, PASTED, "Why it matters")
    expect(field).to_have_value("## Why it matters\n\nBecause **water**.")
    field.fill(NOTES)
    assert_accessible(page)
    page.get_by_role("button", name="Sort it into the form").click()
    told = page.get_by_role("region", name="What went where")
    expect(told).to_contain_text("New skills, made when you save: Welding.")
    expect(rows(page, "role_skills").nth(1).get_by_role("combobox", name="Skill:")).to_have_value("Welding")
    assert_accessible(page)
    assert_fits(page)

    page.get_by_role("button", name="Preview beside").click()
    shown = page.frame_locator("#desk-pane iframe:not(.is-coming)")
    expect(shown.locator("h1")).to_contain_text("Pipe Layer")
    expect(shown.locator("#skills")).to_contain_text("Welding")
    page.get_by_label("Title:").first.fill("Pipe Fitter")
    expect(shown.locator("h1")).to_contain_text("Pipe Fitter")
    page.get_by_role("button", name="Desktop").click()
    expect(page.get_by_role("button", name="Desktop")).to_have_attribute("aria-pressed", "true")
    assert_accessible(page)
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="Preview beside")).to_be_focused()

    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved.")
    role = Role.objects.get(title__startswith="Pipe")
    assert role.title == "Pipe Fitter"
    assert [row.skill.name for row in role.role_skills.all()] == ["Python", "Welding"]


def test_a_skill_is_taken_or_made_by_the_keyboard_alone(page, assert_accessible):
    SkillFactory(name="Machine learning")
    role = RoleFactory(skills=[])
    page.goto(f"/admin/blog/role/{role.pk}/change/")
    first = rows(page, "role_skills").first.get_by_role("combobox", name="Skill:")
    first.focus()
    page.keyboard.type("machine-learnings")
    expect(page.get_by_role("option", name="Machine learning")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("option", name=re.compile("Make a new one: machine-learnings"))).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Enter")
    expect(first).to_have_value("Machine learning")
    second = rows(page, "role_skills").nth(1).get_by_role("combobox", name="Skill:")
    second.focus()
    page.keyboard.type("Welding")
    expect(page.get_by_role("option", name="Make a new one: Welding")).to_be_visible()
    page.keyboard.press("Enter")
    expect(rows(page, "role_skills").nth(1).get_by_role("status")).to_have_text("New: it is made when you save.")
    rows(page, "role_skills").nth(1).get_by_label("A new one is a:").select_option(label="tool")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved.")
    assert [(row.skill.name, row.skill.kind) for row in role.role_skills.all()] == [
        ("Machine learning", "skill"),
        ("Welding", "tool"),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_many_posts_are_changed_from_the_list(page, assert_accessible, assert_fits, scheme):
    page.emulate_media(color_scheme=scheme)
    for n in range(3):
        RoleFactory(title=f"Baker {n}", tags=["old"])
    page.goto("/admin/blog/role/?q=Baker")
    page.locator("#action-toggle").check()
    page.get_by_label("Action:").select_option(label="Change tags, category, authors…")
    page.get_by_role("button", name="Run").or_(page.get_by_role("button", name="Go")).first.click()
    page.get_by_role("combobox", name="Add tags:").fill("bread")
    page.get_by_role("combobox", name="Remove tags:").fill("old")
    assert_accessible(page)
    page.get_by_role("button", name="Show what changes").click()
    expect(page.get_by_role("heading", name="3 posts change")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Change 3 posts").click()
    expect(page.locator(".messagelist")).to_contain_text("3 posts changed.")
