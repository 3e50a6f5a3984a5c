"""
A real Chromium in front of a real server. Asked for by `-m browser` or their path; skipped where there is no
Chromium.
"""

import os
import shutil
import threading
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

PATIENCE = 5  # seconds
ANSWERING = "process_request_thread"  # how Python calls a thread of the server that has a browser at the other end
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(config, items):
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if not is_asked_for(config):
                item.add_marker(pytest.mark.skip(reason="A browser takes minutes: bin/test -m browser"))


def is_asked_for(config):
    return "browser" in config.option.markexpr or any("browser" in argument for argument in config.args)


def find_chromium():
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser():
    if not (path := find_chromium()):
        pytest.skip(f"No Chromium: install one, or name it in CHROMIUM (looked for {', '.join(NAMES)}).")
    # Playwright keeps an event loop in this thread, and Django takes that for asynchronous code.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture
def site_url(live_server, settings):
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    return live_server.url


@pytest.fixture
def open_page(browser, site_url):
    """
    `open_page(viewport=..., java_script_enabled=False, ...)`: a page of a browser that has never been here. At the end
    no script may have failed, nothing been blocked by the content policy, and no other machine asked.
    """
    contexts, complaints = [], []

    def note(message):
        if message.type == "error" and "the server responded with a status of" not in message.text:
            complaints.append(message.text)

    def note_request(request):
        if not request.url.startswith((site_url, "data:", "blob:")):
            complaints.append(f"asked for {request.url}")

    def start(**options):
        context = browser.new_context(base_url=site_url, **options)
        contexts.append(context)
        context.on("console", note)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("request", note_request)
        return context.new_page()

    yield start
    for context in contexts:
        context.close()
    wait_for_the_server()
    assert not complaints


def wait_for_the_server():
    """Pages say a last word as they are closed. The database is emptied when that was heard, and not meanwhile."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and any(ANSWERING in thread.name for thread in threading.enumerate()):
        time.sleep(0.02)


@pytest.fixture
def page(open_page):
    return open_page(viewport={"width": 1280, "height": 900})


@pytest.fixture
def phone(open_page):
    return open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)


# Colours that are still on their way from one scheme to the other have the contrast of neither.
SETTLED = "Promise.allSettled(document.getAnimations().filter(a => a instanceof CSSTransition).map(a => a.finished))"


@pytest.fixture
def assert_accessible():
    """Ask axe-core about the page as it stands, and name what it finds."""
    axe = Axe()

    def look(page):
        page.evaluate(SETTLED)
        # Without the style sheets: axe would copy an imported one into the page, which the policy rightly forbids.
        found = axe.run(page, options={"preload": {"assets": ["media"]}})
        assert not found.response["violations"], found.generate_report()

    return look


@pytest.fixture
def assert_fits():
    """Nothing sticks out at the side."""

    def measure(page):
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    return measure


@pytest.fixture
def let_in(client, site_url):
    """`let_in(page, person)`: the page's browser is signed in as that person."""

    def sign_in(page, person):
        client.force_login(person)
        cookies = {"sessionid": client.cookies["sessionid"].value, "signed_in": "1"}
        page.context.add_cookies([{"name": name, "value": value, "url": site_url} for name, value in cookies.items()])
        return page

    return sign_in
