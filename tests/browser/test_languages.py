"""A language whose lines begin at the right, on a telephone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import CommentFactory, EssayFactory, RoleFactory, SlotFactory


@pytest.fixture
def arabic(settings):
    settings.LANGUAGE_CODE = "ar"


def test_nothing_sticks_out_where_lines_begin_at_the_right(phone, arabic, assert_accessible, assert_fits):
    day = SlotFactory(day=1)
    role = RoleFactory(published=True, slot=day, title="محلل بيانات", slug="analyst", skills=["SQL", "Excel"])
    other = RoleFactory(published=True, title="Scientist", slug="scientist", skills=["SQL", "Python"])
    EssayFactory(published=True)
    CommentFactory(post=role)
    compare = f"{reverse('blog:compare')}?role={role.slug}&role={other.slug}"
    path = role.get_absolute_url()
    pages = ["/", "/roles/", path, f"{path}comment/", compare, "/search/?q=scientist", "/series/", "/match/"]
    for page in [*pages, "/wishes/", "/accounts/login/", "/nothing-here/"]:
        phone.goto(page)
        expect(phone.locator("html[lang=ar][dir=rtl]")).to_be_attached()
        expect(phone.get_by_role("link", name="انتقل إلى النص")).to_be_attached()
        assert_fits(phone)
        if page in ("/", path, compare):
            assert_accessible(phone)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_buttons_of_the_masthead_stay_in_its_first_line(phone, settings, language):
    """Words of other languages are longer; they may take a second line, and not push a button there."""
    settings.LANGUAGE_CODE = language
    phone.goto("/")
    expect(phone.locator("[data-theme-switch]")).to_be_visible()
    parts = (".masthead-search-link", ".masthead-reader a", "[data-theme-switch]")
    assert len({phone.locator(part).bounding_box()["y"] for part in parts}) == 1
    links = phone.locator(".masthead-links li").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(set(links)) == 1


def test_long_words_in_large_text_stay_beside_or_below_their_numeral(open_page, settings, assert_fits):
    settings.LANGUAGE_CODE = "de"
    RoleFactory(published=True, slot=SlotFactory(day=30), title="Analyst", skills=["SQL"])
    page = open_page(viewport={"width": 320, "height": 700})
    for path in ("/match/?skill=sql", "/skills/sql/", "/search/?q=analyst"):
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert_fits(page)
