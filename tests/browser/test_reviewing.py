"""An editor hands a draft back with a remark, its author answers; and a dead link is looked after."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import expect

from blog.actions.asking import record
from blog.actions.posts import refresh_post
from blog.models import Link, Post
from blog.publishing.groups import keep_groups
from tests.factories import PASSWORD, AuthorFactory, RoleFactory, SourceFactory, UserFactory


@pytest.fixture
def member(transactional_db, open_page):
    """member("editor", ...) gives their page, signed in."""
    keep_groups()

    def enter(group, **options):
        user = UserFactory(name=group.title(), email=f"{group}@example.com", is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        page = open_page(**options)
        page.goto("/admin/")
        page.locator("[name=login]").fill(user.email)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        expect(page.get_by_role("heading", name="What would you like to do?")).to_be_visible()
        return page, user

    return enter


def test_a_draft_goes_back_and_forth_with_remarks(member, assert_accessible, assert_fits):
    writing, author = member("author", viewport={"width": 360, "height": 740}, java_script_enabled=False)
    role = RoleFactory(title="Baker", authors=[AuthorFactory(user=author)], state=Post.State.SUBMITTED)
    address = f"/admin/blog/role/{role.pk}/change/"
    page, _editor = member("editor", viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.get_by_text("Remark on Why it matters", exact=True).click()
    page.get_by_label("Your remark on Why it matters").fill("Say it in fewer words.")
    assert_accessible(page)
    page.get_by_role("button", name="Hand back").click()
    expect(page.get_by_text("It is back with its author.")).to_be_visible()
    page.get_by_role("link", name="Why it matters: Say it in fewer words.").click()
    expect(page.get_by_role("group", name="Remark on Why it matters")).to_be_in_viewport()

    writing.goto(address)
    said = writing.get_by_role("group", name="Remark on Why it matters")
    expect(said).to_contain_text("Say it in fewer words.")
    said.get_by_label("Answer").fill("Done: two sentences.")
    said.get_by_label("Done").check()
    assert_fits(writing)
    writing.get_by_role("button", name="Submit for review").click()
    expect(writing.get_by_text("It is with the editors for review.")).to_be_visible()
    page.goto(address)
    page.get_by_text("1 done").click()
    expect(page.get_by_text("Done: two sentences.")).to_be_visible()


def test_a_dead_link_is_found_and_replaced(member, assert_accessible, assert_fits):
    role = RoleFactory(published=True)
    SourceFactory(post=role, url="https://gone.example/")
    refresh_post(role)
    page, _editor = member("editor", viewport={"width": 360, "height": 740}, color_scheme="dark")
    record(Link.objects.get(url="https://gone.example/"), "404", timezone.now())
    page.goto("/admin/")
    page.get_by_role("link", name="1 dead link").click()
    page.get_by_role("link", name="https://gone.example/").click()
    expect(page.get_by_text("Its server answers 404.")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    page.get_by_label("New address").fill("https://here.example/")
    page.get_by_role("button", name="Replace").click()
    expect(page.get_by_text("Replaced in 1 post.")).to_be_visible()
    assert role.sources.get().url == "https://here.example/"
