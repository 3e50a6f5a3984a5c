"""What the script of a page counts, seen from both ends: the beacons it sends and the numbers they become."""

import pytest
from django.utils import timezone

from blog.actions.counting import write_counts
from blog.actions.posts import refresh_post
from blog.counting import buffer
from blog.models import Click, Readership, Referral
from tests.counting.conftest import nobody_was_here  # noqa: F401  (a fixture for every test here)
from tests.factories import ResourceFactory, RoleFactory

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
NO_ROBOT = "Object.defineProperty(navigator, 'webdriver', { get: () => false, configurable: true });"
MINUTE = 60_000  # milliseconds


@pytest.fixture
def role(db):
    text = "".join(f"<p>A paragraph, number {n}, long enough to scroll past.</p>" for n in range(40))
    role = RoleFactory(published=True, title="Weaver", why=text, what=text, final=text)
    return role


@pytest.fixture
def reader_page(open_page):
    """A page as a person has it, whose clock the test moves."""
    page = open_page(user_agent=CHROME, viewport={"width": 1280, "height": 900})
    page.add_init_script(NO_ROBOT)
    page.clock.install()
    return page


def beacons(page):
    """The beacons a page sends from now on, as a list that grows."""
    sent = []
    page.on("requestfinished", lambda request: sent.append(request.post_data) if "/count/" in request.url else None)
    return sent


def wait_for(page, sent, number):
    for _n in range(100):
        if len(sent) >= number:
            return
        page.clock.run_for(20)
        page.wait_for_timeout(20)
    raise AssertionError(sent)


def numbers(role):
    write_counts()
    return Readership.objects.filter(post=role).values_list("views", "readers", "reads").first()


def test_a_page_that_is_opened_and_read_is_counted(reader_page, role):
    sent = beacons(reader_page)
    reader_page.goto(role.get_absolute_url(), referer="https://news.example.org/item?id=1")
    wait_for(reader_page, sent, 1)
    assert numbers(role) == (1, 1, 0)
    assert list(Referral.objects.values_list("host", "day")) == [("news.example.org", timezone.localdate())]
    reader_page.clock.run_for(3 * MINUTE)
    assert len(sent) == 1  # they stayed, but did not come to the end
    reader_page.locator("[data-count-end]").scroll_into_view_if_needed()
    wait_for(reader_page, sent, 2)
    reader_page.clock.run_for(3 * MINUTE)
    assert numbers(role) == (1, 1, 1)
    assert "item" not in "".join(sent)


def test_whoever_runs_through_a_page_has_not_read_it(reader_page, role):
    sent = beacons(reader_page)
    reader_page.goto(role.get_absolute_url())
    reader_page.locator("[data-count-end]").scroll_into_view_if_needed()
    reader_page.clock.run_for(5000)
    wait_for(reader_page, sent, 1)
    assert numbers(role) == (1, 1, 0)


@pytest.mark.parametrize(
    "wish",
    [
        "Object.defineProperty(navigator, 'doNotTrack', { get: () => '1' });",
        "Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true });",
        "Object.defineProperty(navigator, 'webdriver', { get: () => true });",
        "Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });",
        "Object.defineProperty(document, 'prerendering', { get: () => true });",
    ],
)
def test_whoever_would_rather_not_sends_nothing(reader_page, role, wish):
    reader_page.add_init_script(wish)
    sent = beacons(reader_page)
    reader_page.goto(role.get_absolute_url())
    reader_page.locator("[data-count-end]").scroll_into_view_if_needed()
    reader_page.clock.run_for(3 * MINUTE)
    reader_page.wait_for_load_state("networkidle")
    assert sent == []
    assert not buffer.batch


def test_a_page_loaded_in_advance_is_counted_when_it_is_looked_at(reader_page, role):
    reader_page.add_init_script("Object.defineProperty(document, 'prerendering', { writable: true, value: true });")
    sent = beacons(reader_page)
    reader_page.goto(role.get_absolute_url())
    assert sent == []
    reader_page.evaluate("document.prerendering = false; document.dispatchEvent(new Event('prerenderingchange'))")
    wait_for(reader_page, sent, 1)
    assert numbers(role) == (1, 1, 0)


def test_a_resource_that_is_followed_is_counted(reader_page, role, site_url):
    resource = ResourceFactory(url=f"{site_url}/pages/elsewhere/?a=b&c=d")
    role.role_resources.create(resource=resource)
    refresh_post(role)
    sent = beacons(reader_page)
    reader_page.goto(role.get_absolute_url())
    wait_for(reader_page, sent, 1)
    reader_page.get_by_role("link", name=resource.title).click()
    wait_for(reader_page, sent, 2)
    write_counts()
    assert list(Click.objects.values_list("resource", "number")) == [(resource.pk, 1)]


def test_the_first_beacon_of_a_page_is_all_it_costs(reader_page, role):
    """Nothing is asked of other places, and nothing is left in the browser."""
    sent = beacons(reader_page)
    reader_page.goto(role.get_absolute_url())
    wait_for(reader_page, sent, 1)
    assert reader_page.context.cookies() == []
    assert reader_page.evaluate("localStorage.length + sessionStorage.length") == 0
