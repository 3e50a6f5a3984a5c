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
