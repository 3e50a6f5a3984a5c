"""What is offered while somebody types, by keyboard, by finger, for those who listen, and without script."""

import re

import pytest
from playwright.sync_api import expect

from blog import stamped
from blog.actions.wishes import open_wish
from blog.models import Idea, Post
from tests.factories import RoleFactory, SkillFactory


@pytest.fixture
def potters(db):
    for title, popularity in (("Potter", 9), ("Potter of glass", 1)):
        RoleFactory(published=True, title=title)
        Post.objects.filter(title=title).update(popularity=popularity)
    SkillFactory(name="Pottery", role_count=2)


def options(page):
    return page.get_by_role("option")


def test_suggestions_from_the_keyboard(page, potters, assert_accessible):
    page.goto("/roles/potter/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    field = page.get_by_role("combobox", name="Search the site")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert not [url for url in asked if "suggest" in url]

    field.press_sequentially("pot")
    expect(options(page)).to_have_text(
        [re.compile("^Potter Role"), re.compile("^Potter of glass"), re.compile("Pottery Skill")]
    )
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[role=status]", has_text="Suggestions: 3")).to_be_attached()
    assert_accessible(page)

    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(options(page).nth(1)).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options(page).nth(1).get_attribute("id")
    field.press("ArrowUp")
    field.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))

    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("pot")
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("Enter")
    expect(page).to_have_url(re.compile("/roles/potter-of-glass/$"))


def test_a_role_found_by_its_other_name_says_so(page, potters):
    RoleFactory(published=True, title="Ceramicist", also_called="Clay artist")
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("clay")
    expect(options(page)).to_have_text(["Ceramicist Also called Clay artist Role"])


def test_enter_without_a_choice_searches(page, potters):
    page.goto("/")
    field = page.get_by_role("combobox")
    field.press_sequentially("potter")
    expect(options(page).first).to_be_visible()
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=potter$"))
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_suggestions_by_finger_on_a_phone(phone, potters, assert_fits, assert_accessible):
    phone.goto("/")
    phone.get_by_role("link", name="Search", exact=True).tap()
    expect(phone).to_have_url(re.compile("/search/$"))
    phone.get_by_role("combobox").press_sequentially("pottre")  # a slip of the finger
    expect(options(phone)).to_have_count(3)
    assert_fits(phone)
    assert_accessible(phone)
    options(phone).filter(has_text="Pottery").tap()
    expect(phone).to_have_url(re.compile("/skills/pottery/$"))


@pytest.mark.parametrize("path", ["/search/", "/wishes/", "/match/", "/compare/", "/nothing-here/"])
def test_a_field_has_its_button_beside_it_and_below_it_in_large_letters(phone, potters, assert_fits, path):
    phone.goto(path)
    where = """() => {
      const form = document.querySelector("main .search-form");
      const [field, button] = [...form.querySelectorAll("input:not([type=hidden]), button")];
      const [its, next] = [field.getBoundingClientRect(), button.getBoundingClientRect()];
      return [its.width, next.top - its.bottom];
    }"""
    width, gap = phone.evaluate(where)
    assert width > 150
    assert gap < 0
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    width, gap = phone.evaluate(where)
    assert width > 150
    assert gap >= 0
    assert_fits(phone)


def test_without_script_it_is_a_plain_field(open_page, potters):
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("searchbox").fill("potter")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=potter$"))
    expect(page.get_by_role("link", name="Potter of glass")).to_be_visible()


@pytest.fixture
def next_letter(mailoutbox, run_followups):
    def read():
        run_followups()
        return mailoutbox.pop().body

    return read


def test_a_wish_from_an_empty_search_to_the_letter(open_page, potters, assert_accessible, assert_fits, next_letter):
    page = open_page(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto("/search/?q=zeppelin+pilot")
    page.get_by_role("link", name="Please cover it").click()
    expect(page.get_by_label("The role")).to_have_value("zeppelin pilot")
    page.get_by_label("The role").fill("Zeppelin Pilot")
    page.wait_for_timeout(1000 * stamped.LEAST_SECONDS)  # nobody fills a form in no time
    page.get_by_role("button", name="Wish for it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your wish counts")
    page.get_by_label("Your e-mail address").fill("rosa@example.org")
    page.wait_for_timeout(1000 * stamped.LEAST_SECONDS)
    page.get_by_role("button", name="Tell me once").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    assert page.context.cookies() == []

    page.goto(re.search(r"/wishes/confirm/\S+", next_letter())[0])
    page.get_by_role("button", name="Yes, tell me once").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We will tell you")

    open_wish(Idea.objects.get())
    seen = open_page(viewport={"width": 360, "height": 740})
    for path in ("/wishes/", f"/wishes/{Idea.objects.get().code}/", "/wishes/new/?words=pottr"):
        seen.goto(path)
        expect(seen.get_by_role("heading", level=1)).to_be_visible()
        assert_accessible(seen)
        assert_fits(seen)
