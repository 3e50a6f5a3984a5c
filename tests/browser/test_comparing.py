"""Roles gathered to be compared, skills ticked and kept: with script and without, by keyboard, on a telephone."""

import pytest
from playwright.sync_api import expect

from blog.actions.counts import count_skills
from blog.actions.mapping import map_roles
from blog.models import HeldSkill, Skill
from tests.factories import ResourceFactory, RoleFactory


@pytest.fixture
def roles(db):
    made = {
        "Analyst": ["SQL", "Excel", "Statistics"],
        "Scientist": ["Python", "SQL", "Statistics"],
        "Designer": ["Figma", "Interviews", "SQL"],
        "Engineer": ["Python", "Git", "SQL"],
    }
    for title, skills in made.items():
        RoleFactory(published=True, title=title, slug=title.lower(), skills=skills)
    count_skills(Skill.objects.all())
    ResourceFactory(title="Spreadsheets for all").teaches.add(Skill.objects.get(slug="excel"))
    map_roles.call()


def mark(page, title):
    return page.get_by_role("button", name=f"Compare {title}", exact=True)


def test_marked_roles_are_gathered_across_pages_and_compared(page, roles, assert_accessible):
    page.goto("/roles/")
    mark(page, "Analyst").click()
    tray = page.get_by_role("region", name="Roles to compare")
    expect(tray).to_contain_text("Analyst")
    page.goto("/roles/scientist/")
    expect(tray).to_contain_text("Analyst")
    mark(page, "Scientist").focus()
    page.keyboard.press("Space")
    expect(mark(page, "Scientist")).to_have_attribute("aria-pressed", "true")
    assert_accessible(page)
    tray.get_by_role("link", name="Compare them").click()
    page.wait_for_url("**/compare/?role=analyst&role=scientist")
    expect(page.get_by_role("columnheader", name="Analyst")).to_be_visible()
    expect(page.get_by_role("row", name="Skills they share")).to_contain_text("SQL")
    assert_accessible(page)


def test_roles_that_come_in_place_can_be_marked_as_well(page, roles):
    page.goto("/roles/")
    mark(page, "Analyst").click()
    page.goto("/match/")
    page.get_by_label("SQL").check()
    expect(mark(page, "Analyst")).to_have_attribute("aria-pressed", "true")
    mark(page, "Engineer").click()
    expect(mark(page, "Engineer")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("region", name="Roles to compare")).to_contain_text("Engineer")


def test_a_fourth_mark_is_refused_in_words_and_marks_can_be_taken_back(page, roles):
    page.goto("/roles/")
    for title in ("Analyst", "Scientist", "Designer", "Engineer"):
        mark(page, title).click()
    expect(page.get_by_text("Three are the most that can be compared.")).to_be_visible()
    expect(mark(page, "Engineer")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Take away Designer").click()
    expect(mark(page, "Designer")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_role("region", name="Roles to compare")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


def test_the_tray_hides_nothing_that_has_the_focus(phone, roles):
    phone.goto("/roles/")
    for title in ("Analyst", "Scientist", "Designer"):
        mark(phone, title).click()
    phone.locator("main").focus()
    phone.evaluate("scrollTo(0, 0)")
    hidden = """() => {
      const tray = document.querySelector("[data-compare-tray]"), here = document.activeElement;
      const [its, edge] = [here.getBoundingClientRect(), tray.getBoundingClientRect().top];
      return !tray.contains(here) && its.bottom > edge + 1 ? here.textContent.trim() : "";
    }"""
    for _ in range(25):
        phone.keyboard.press("Tab")
        assert phone.evaluate(hidden) == ""


def test_without_script_a_mark_leads_to_the_choice_of_another(open_page, roles):
    page = open_page(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto("/roles/")
    page.get_by_role("link", name="Compare Analyst").click()
    page.wait_for_url("**/compare/?role=analyst")
    page.get_by_label("Name of a role").fill("engineer")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Engineer").click()
    page.wait_for_url("**/compare/?role=analyst&role=engineer")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Engineer")


def test_a_role_is_found_while_one_types(page, roles):
    page.goto("/compare/?role=analyst")
    page.get_by_label("Name of a role").fill("desig")
    page.locator("#found").get_by_role("link", name="Designer").click()
    page.wait_for_url("**/compare/?role=analyst&role=designer")


def test_in_large_text_on_a_phone_two_roles_stand_below_each_other_by_name(open_page, roles, assert_fits):
    page = open_page(viewport={"width": 320, "height": 700})
    page.goto("/compare/?role=analyst&role=designer")
    names = page.locator("tbody .compare-whose")
    expect(names.first).to_be_hidden()
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(names.first).to_be_visible()
    cells = page.get_by_role("row", name="Skills only this role needs").get_by_role("cell")
    first, second = cells.evaluate_all("all => all.map((one) => one.getBoundingClientRect())")
    assert second["top"] >= first["bottom"]
    assert_fits(page)


@pytest.mark.parametrize("width", [320, 360, 768])
def test_three_roles_fit_a_telephone(open_page, roles, assert_fits, assert_accessible, width):
    page = open_page(viewport={"width": width, "height": 740})
    for path in ("/compare/?role=analyst&role=scientist&role=designer", "/match/?skill=sql", "/compare/", "/roles/"):
        page.goto(path)
        assert_fits(page)
    assert_accessible(page)


def test_skills_are_ticked_in_place_and_kept_in_the_browser(page, roles, assert_accessible):
    page.goto("/match/")
    page.get_by_label("SQL").check()
    page.wait_for_url("**/match/?skill=sql")
    expect(page.get_by_role("heading", name="The 4 roles nearest to you")).to_be_visible()
    expect(page.get_by_label("SQL")).to_be_focused()
    page.get_by_label("Name of a skill").fill("pyth")
    page.get_by_role("link", name="+ Python").click()
    page.wait_for_url("**/match/?skill=sql&skill=python")
    expect(page.locator(".near h3").first).to_have_text("Scientist")
    page.get_by_text("Missing: Excel").click()
    expect(page.get_by_role("link", name="Spreadsheets for all")).to_be_visible()
    assert_accessible(page)
    page.go_back()
    expect(page.get_by_label("Python")).not_to_be_checked()
    page.goto("/match/")
    expect(page.get_by_label("Python")).to_be_checked()
    expect(page.get_by_text("These are kept in this browser.")).to_be_visible()
    page.evaluate("localStorage.skills = JSON.stringify(['sql', 'gone', 'python'])")  # one was deleted meanwhile
    page.goto("/match/")
    page.wait_for_url("**/match/?skill=sql&skill=python")
    expect(page.get_by_label("Python")).to_be_checked()
    page.get_by_role("link", name="Untick all").click()
    expect(page.get_by_label("Python")).not_to_be_checked()
    assert page.evaluate("localStorage.length") == 0


def test_who_is_signed_in_keeps_and_joins_them_in_the_account(page, roles, reader, client, site_url):
    client.force_login(reader)
    page.context.add_cookies(
        [
            {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site_url},
            {"name": "signed_in", "value": "1", "url": site_url},
        ]
    )
    HeldSkill.objects.create(reader=reader, skill=Skill.objects.get(slug="figma"))
    page.goto("/match/?skill=sql")
    expect(page.get_by_text("Your account keeps other skills: Figma")).to_be_visible()
    page.get_by_role("button", name="Join both in my account").click()
    page.wait_for_url("**/me/skills/")
    page.get_by_role("link", name="Show the roles near them").click()
    page.wait_for_url("**/match/?skill=figma&skill=sql")
    expect(page.get_by_text("These are kept in your account.")).to_be_visible()
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.get_by_label("Figma").uncheck()
    expect(page.get_by_text("These are kept in your account.")).to_be_visible()
    assert [row.skill.slug for row in HeldSkill.objects.filter(reader=reader)] == ["sql"]


def test_roles_in_the_picture_are_links_for_the_keyboard(page, roles):
    page.goto("/roles/")
    role = page.locator("#map svg a").filter(has_text="Designer")
    role.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/roles/designer/")


def test_steps_taken_are_counted_and_printed_with_their_boxes(page, roles):
    page.goto("/roles/analyst/")
    page.get_by_role("link", name="Try it tonight").click()
    page.get_by_label("Try it tonight").check()
    expect(page.get_by_text("1 of 2 done, remembered in this browser.")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_label("Try it tonight")).to_be_visible()
    expect(page.get_by_label("Build one thing")).to_be_visible()
