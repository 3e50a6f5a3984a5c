import pytest

from tests.factories import CommentFactory, EssayFactory, RoleFactory, SeriesFactory


@pytest.fixture
def month(db):
    """Three days of the series, an essay and a comment."""
    SeriesFactory(slots=40)
    roles = [
        RoleFactory(published=True, title=title, day=day)
        for day, title in ((29, "Data Analyst"), (30, "Data Engineer"), (31, "Machine Learning Engineer"))
    ]
    EssayFactory(published=True, title="How to read a job advertisement")
    CommentFactory(post=roles[-1], user_name="Rosa", comment="How much maths?")
    return roles


def test_a_reader_goes_from_the_front_page_to_a_role_and_on_to_the_day_before(page, month):
    page.goto("/")
    page.get_by_role("link", name="Machine Learning Engineer").first.click()
    page.wait_for_url("**/roles/machine-learning-engineer/")
    assert page.get_by_role("heading", level=1).inner_text().endswith("Machine Learning Engineer")
    assert page.get_by_text("How much maths?").is_visible()
    page.locator("main").get_by_role("link", name="Data Engineer").first.click()
    page.wait_for_url("**/roles/data-engineer/")


def test_strangers_get_no_cookie_anywhere(page, month):
    for path in ("/", "/roles/", "/roles/data-analyst/", "/series/", "/search/?q=data", "/tags/", "/nothing/"):
        page.goto(path)
    assert page.context.cookies() == []


def test_the_site_reads_without_script(open_page, month):
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Data Engineer").first.click()
    page.wait_for_url("**/roles/data-engineer/")
    for anchor in ("why", "what", "skills", "perks", "drawbacks", "start", "final", "comments"):
        assert page.locator(f"#{anchor}").count() == 1


MOVED = """new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries().map((entry) => entry.value)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done([]), 300);
})"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["/", "/roles/", "/roles/machine-learning-engineer/"])
def test_nothing_moves_while_a_page_arrives(open_page, month, path, width):
    page = open_page(viewport={"width": width, "height": 800})
    # A late script is what moves things: the page has been painted without it.
    page.route("**/*.js", lambda route: (page.wait_for_timeout(150), route.continue_()))
    page.goto(path, wait_until="networkidle")
    assert page.evaluate(MOVED) == []


def test_what_needs_script_leaves_no_gap_without_it(open_page, month):
    page = open_page(java_script_enabled=False)
    page.goto("/roles/")
    assert page.locator("[data-theme-switch]").bounding_box() is None


def test_search_finds_a_role_from_the_keyboard(page, month):
    page.goto("/search/")
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.focus()
    page.keyboard.type("machine")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=machine*")
    assert page.locator("main").get_by_role("link", name="Machine Learning Engineer").first.is_visible()


PATHS = [
    "/",
    "/roles/",
    "/roles/machine-learning-engineer/",
    "/essays/",
    "/essays/how-to-read-a-job-advertisement/",
    "/series/",
    "/series/365-roles/",
    "/tags/",
    "/skills/",
    "/archive/",
    "/popular/",
    "/search/?q=data",
    "/search/?q=nothing-like-it",
    "/nothing/",
    "/accounts/login/",
    "/accounts/signup/",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_kind_keeps_anyone_out(open_page, month, assert_accessible, scheme):
    page = open_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    for path in PATHS:
        page.goto(path)
        assert_accessible(page)


@pytest.mark.parametrize("width", [320, 360, 768, 1600])
def test_every_page_kind_fits_every_width(open_page, month, assert_fits, width):
    page = open_page(viewport={"width": width, "height": 800})
    for path in PATHS:
        page.goto(path)
        assert_fits(page)


def test_large_text_on_a_phone_leaves_words_whole(open_page, month):
    """What stands beside a name or a number at other times stands below it there."""
    page = open_page(viewport={"width": 320, "height": 700})
    page.goto("/roles/machine-learning-engineer/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    widths = "all => all.map((one) => one.getBoundingClientRect().width)"
    for part in (".facts dd", ".skills > li > p", ".steps > li > p"):
        assert min(page.locator(part).evaluate_all(widths)) > 180, part
