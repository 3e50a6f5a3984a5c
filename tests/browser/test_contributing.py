"""What readers add, without script: a correction, an answer, a reason."""

import re

import pytest
from playwright.sync_api import expect

from blog import stamped
from blog.models import Correction, Reason, Usefulness
from tests.factories import RoleFactory


@pytest.fixture
def potter(db):
    RoleFactory(published=True, title="Potter", slug="potter")


def test_a_correction_and_an_answer_without_script(open_page, potter, assert_accessible, assert_fits, monkeypatch):
    monkeypatch.setattr(stamped, "LEAST_SECONDS", 0)
    page = open_page(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    page.goto("/roles/potter/")
    page.get_by_role("link", name="Suggest a correction", exact=True).click()
    page.get_by_role("link", name="Drawbacks").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What should change")
    assert_fits(page)
    page.get_by_label("What should change").fill("The nights are longer.")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("status")).to_contain_text("Keep the address of this page")
    assert Correction.objects.get().section == "drawbacks"

    page.goto("/roles/potter/")
    page.locator(".contribute").get_by_role("button", name="No").click()
    page.get_by_label("Why?").fill("Too short for me")
    page.get_by_role("button", name="Tell the editors").click()
    expect(page.get_by_role("status")).to_contain_text("The editors will read it")
    assert Usefulness.objects.get().useless == 1
    assert not Reason.objects.get().is_useful
    assert page.context.cookies() == []


def test_the_pages_are_accessible(page, potter, assert_accessible):
    for path in ("correct/", "correct/?section=drawbacks", "useful/", "useful/?said=no"):
        page.goto(f"/roles/potter/{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert_accessible(page)


def test_a_correction_begun_is_there_again_until_it_is_sent(phone, potter, monkeypatch, assert_accessible):
    monkeypatch.setattr(stamped, "LEAST_SECONDS", 0)
    phone.goto("/roles/potter/")
    phone.get_by_role("link", name="Suggest a correction: Drawbacks").press("Enter")
    text = phone.get_by_label("What should change")
    text.fill("The nights are longer.")
    expect(phone.get_by_text("Kept in this browser, not sent yet.")).to_be_visible()
    phone.goto("/roles/potter/correct/?section=perks")
    expect(text).to_have_value("")
    phone.goto("/roles/potter/correct/?section=drawbacks")
    expect(text).to_have_value("The nights are longer.")
    assert_accessible(phone)
    phone.get_by_role("button", name="Send it").click()
    expect(phone.get_by_role("status").first).to_contain_text("Keep the address of this page")
    assert phone.evaluate("localStorage.length") == 0
    phone.goto("/roles/potter/correct/?section=drawbacks")
    expect(text).to_have_value("")


def test_words_typed_before_the_script_came_are_kept_too(phone, potter):
    late = []
    phone.route(re.compile("kept-form"), lambda route: late.append(route))
    phone.goto("/roles/potter/correct/?section=drawbacks", wait_until="commit")
    phone.get_by_label("What should change").fill("The nights are longer.")
    late.pop().continue_()
    expect(phone.get_by_text("Kept in this browser, not sent yet.")).to_be_visible()


def test_the_pen_stays_beside_or_below_its_heading_however_large_the_text(open_page, assert_fits):
    role = RoleFactory(published=True)
    page = open_page(viewport={"width": 320, "height": 700})
    page.goto(role.get_absolute_url())
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("""() => {
      const edge = (place) => place.getBoundingClientRect().right;
      return [...document.querySelectorAll(".pen")].every((pen) => edge(pen) <= edge(pen.parentElement) + 1);
    }""")
    assert_fits(page)
