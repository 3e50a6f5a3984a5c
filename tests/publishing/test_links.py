"""The desk's list of dead and doubtful links, and what an editor does about one."""

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone
from lxml import html

from blog.actions.asking import record
from blog.models import Link, Standing
from tests.factories import EssayFactory, ResourceFactory, RoleFactory, RoleResourceFactory

from .test_lists import queries

pytestmark = pytest.mark.django_db
LINKS = "/admin/blog/link/"


def link_to(url, answer="404", readers=0):
    essay = EssayFactory(published=True, body=f'<p><a href="{url}">x</a></p>')
    Standing.objects.create(post=essay, readers_30=readers)
    link = Link.objects.get(url=url)
    if answer:
        record(link, answer, timezone.now())
    return link


def act(link, name):
    return f"{LINKS}{link.pk}/{name}/"


def text_of(answer):
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def test_dead_and_doubtful_links_are_listed_by_readership(editor_client):
    for url, answer, readers in (("a", "404", 3), ("b", "503", 70), ("c", "404", 20), ("d", "200", 99), ("e", "", 9)):
        link_to(f"https://{url}.example/", answer, readers)
    rows = html.fromstring(editor_client.get(LINKS).content.decode()).xpath("//th[@class='field-url_in_short']")
    assert [row.text_content() for row in rows] == [f"https://{url}.example/" for url in "bca"]
    assert "its server answers 503" in text_of(editor_client.get(LINKS))
    alive = editor_client.get(f"{LINKS}?state=alive").content.decode()
    assert "https://d.example/" in alive
    assert "https://a.example/" not in alive


def test_a_link_tells_what_is_known_and_where_it_is_used(editor_client):
    link = link_to("https://a.example/x?y=1", readers=4)
    page = editor_client.get(f"{LINKS}{link.pk}/change/")
    assert "its server answers 404" in text_of(page).lower()
    assert "Where it is used (1)" in text_of(page)
    assert 'href="https://web.archive.org/web/*/https://a.example/x?y=1"' in page.content.decode()


def test_an_editor_says_it_is_alive_or_dead_and_the_log_keeps_it(editor_client):
    link = link_to("https://a.example/")
    for state, said in (("alive", "Marked as alive."), ("dead", "Marked as dead.")):
        assert editor_client.post(act(link, "judge"), {"state": state}).status_code == 302
        link.refresh_from_db()
        assert link.state == state
        assert LogEntry.objects.first().get_change_message() == said
    assert editor_client.post(act(link, "judge"), {"state": "new"}).status_code == 404
    editor_client.post(LINKS, {"action": "mark_alive", "_selected_action": [link.pk]})
    link.refresh_from_db()
    assert link.state == "alive"


def test_asking_now_says_what_was_answered(editor_client, monkeypatch):
    link = link_to("https://a.example/", "")
    monkeypatch.setattr("blog.actions.asking.answer_of", lambda link, fetcher: "410")
    assert "its server answers 410" in text_of(editor_client.post(act(link, "ask"), follow=True))
    link.refresh_from_db()
    assert link.is_dead()


def test_asking_without_a_network_keeps_nothing(editor_client, monkeypatch):
    link = link_to("https://a.example/", "")
    monkeypatch.setattr("blog.actions.asking.answer_of", lambda link, fetcher: "no-host")
    for _time in range(4):
        assert "nothing is kept of it" in text_of(editor_client.post(act(link, "ask"), follow=True))
    link.refresh_from_db()
    assert link.state == "new"


def test_asking_often_on_one_day_calls_nothing_dead(editor_client, monkeypatch):
    link_to("https://b.example/", "200")
    link = link_to("https://a.example/", "")
    answers = {"https://a.example/": "no-host", "https://b.example/": "200"}
    monkeypatch.setattr("blog.actions.asking.answer_of", lambda link, fetcher: answers[link.url])
    for _time in range(4):
        editor_client.post(act(link, "ask"))
    link.refresh_from_db()
    assert (link.state, link.failures) == ("unknown", 1)


def test_a_copy_is_kept_for_texts_and_resources_alike(editor_client):
    link = link_to("https://a.example/")
    resource = ResourceFactory(url="https://a.example/")
    bad = editor_client.post(act(link, "copy"), {"archived_url": "javascript:1"})
    assert bad.status_code == 422
    assert "javascript:1" in bad.content.decode()
    editor_client.post(act(link, "copy"), {"archived_url": "https://archive.example/a"})
    resource.refresh_from_db()
    link.refresh_from_db()
    assert link.archived_url == resource.archived_url == "https://archive.example/a"


def test_what_a_resources_form_says_holds_for_texts(editor_client, press):
    link = link_to("https://a.example/", "200")
    resource = ResourceFactory(url="https://a.example/")
    copy = "https://archive.example/a"
    address = f"/admin/blog/resource/{resource.pk}/change/"
    press("_save", editor_client, address, dead_since="2026-05-03", archived_url=copy)
    link.refresh_from_db()
    assert (link.state, f"{link.since}", link.archived_url) == ("dead", "2026-05-03", copy)
    press("_save", editor_client, address, dead_since="")
    link.refresh_from_db()
    assert link.state == "alive"


def test_it_is_replaced_everywhere_or_nothing_is_lost(editor_client):
    link = link_to("https://a.example/")
    for bad in ("https://a.example/#top", "nonsense", ""):
        answer = editor_client.post(act(link, "replace"), {"url": bad})
        assert answer.status_code == 422
        assert f'value="{bad}"' in answer.content.decode() or not bad
    said = text_of(editor_client.post(act(link, "replace"), {"url": "https://b.example/"}, follow=True))
    assert "Replaced in 1 post." in said
    assert 'href="https://b.example/"' in link.posts.model.objects.get().body


@pytest.mark.parametrize(
    ("name", "data"),
    [("ask", {}), ("judge", {"state": "alive"}), ("copy", {}), ("replace", {"url": "https://b.example/"})],
)
def test_acts_are_for_editors_and_never_a_get(
    editor_client, author_client, moderator_client, reader_client, stranger, name, data
):
    link = link_to("https://a.example/")
    assert editor_client.get(act(link, name)).status_code == 404
    for client in (author_client, moderator_client):
        assert client.post(act(link, name), data).status_code == 403
    assert reader_client.post(act(link, name), data, follow=True).status_code == 403
    assert stranger.post(act(link, name), data).status_code == 302
    assert editor_client.post("/admin/blog/link/999999/judge/", {"state": "alive"}).status_code == 404
    link.refresh_from_db()
    assert link.state == "dead"


def test_the_front_page_counts_them(editor_client, moderator_client):
    link_to("https://a.example/", "404", readers=12)
    link_to("https://b.example/", "503")
    page = text_of(editor_client.get("/admin/"))
    assert "1 dead link, 1 doubtful" in page
    assert "https://a.example/ 12 readers in 30 days" in page
    assert "doubtful" not in text_of(moderator_client.get("/admin/"))


def test_the_list_and_a_link_cost_the_same_however_many(editor_client):
    first = link_to("https://a.example/")
    pages = (LINKS, f"{LINKS}{first.pk}/change/")
    few = [queries(editor_client, page) for page in pages]
    for n in range(6):
        link_to(f"https://{n}.example/")
        EssayFactory(published=True, body='<p><a href="https://a.example/">x</a></p>')
    assert [queries(editor_client, page) for page in pages] == few
    assert max(few) <= 12


# Resources


def test_resources_of_nearly_the_same_address_are_merged(editor_client):
    one = ResourceFactory(title="A course", url="http://www.example.org/course/")
    other = ResourceFactory(title="The course", url="https://example.org/course?utm_source=letter")
    role = RoleFactory()
    RoleResourceFactory(role=role, resource=one)
    RoleResourceFactory(role=role, resource=other, note="Free")
    page = html.fromstring(editor_client.get("/admin/blog/resource/alike/").content.decode())
    (address,) = [link.get("href") for link in page.xpath("//a[contains(@href, '/merge/?of=')]")]
    asked = text_of(editor_client.get(address))
    assert "A course 1 post, http://www.example.org/course/" in asked
    assert "hidden names" not in asked
    done = editor_client.post("/admin/blog/resource/merge/", {"of": [one.pk, other.pk], "into": one.pk}, follow=True)
    assert "They are one: “A course”. 1 post changed." in text_of(done)
    (row,) = role.role_resources.all()
    assert (row.resource, row.note) == (one, "Free")


def test_a_resource_tells_where_it_is_used(editor_client):
    row = RoleResourceFactory()
    page = text_of(editor_client.get(f"/admin/blog/resource/{row.resource_id}/change/"))
    assert "Where it is used (1)" in page
