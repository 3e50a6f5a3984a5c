"""Where posts lead: kept with them, asked for in turn, told to readers when nobody is there any more."""

import datetime
import socket

import pytest
from django.utils import timezone

from blog.actions import asking
from blog.actions.asking import ask_due, judge_link, keep_copy, keep_links, record
from blog.actions.posts import refresh_post
from blog.actions.replacing import replace_link
from blog.models import Link, LinkUse, Post, Resource, SiteSettings, plain_url, same_address
from blog.outbound import Fetcher
from tests.factories import EssayFactory, ResourceFactory, RoleFactory, RoleResourceFactory, SourceFactory
from tests.servers import Server, answer, redirect

pytestmark = pytest.mark.django_db
State = Link.State
ELSEWHERE = "https://example.org/course"
A_WEEK = datetime.timedelta(days=7)


@pytest.fixture
def server():
    with Server() as server:
        yield server


@pytest.fixture
def fetcher():
    return Fetcher(allows=lambda ip: ip == "127.0.0.1")


def leading_to(*urls, **fields):
    links = " ".join(f'<a href="{url}">there</a>' for url in urls)
    return EssayFactory(published=True, body=f"<p>Look {links}.</p>", **fields)


def the_link():
    return Link.objects.get()


# Which there are


def test_links_of_texts_rows_and_sources_are_kept_with_the_post():
    role = RoleFactory(why='<p><a href="https://a.example/x#part">a</a> <a href="/roles/">here</a></p>')
    role.steps.update(text="Read [this](https://b.example/) and <https://c.example/?q=1>.")
    SourceFactory(post=role, url="https://d.example/")
    RoleResourceFactory(role=role, resource=ResourceFactory(url="https://e.example/"))
    refresh_post(role)
    urls = set(role.links.values_list("url", flat=True))
    names = ["a.example/x", "b.example/", "c.example/?q=1", "d.example/", "e.example/"]
    assert urls == {f"https://{name}" for name in names}


def test_what_a_post_leads_to_no_more_is_forgotten():
    essay = leading_to(ELSEWHERE)
    essay.body = "<p>Nothing.</p>"
    essay.save()
    refresh_post(essay)
    assert not essay.links.exists()
    assert Link.objects.exists()
    keep_links.call()
    assert not Link.objects.exists()


def test_posts_of_before_are_looked_through_once():
    leading_to(ELSEWHERE)
    resource = ResourceFactory()
    LinkUse.objects.all().delete()
    Resource.objects.update(link=None)
    Link.objects.all().delete()
    keep_links.call()
    assert {link.url for link in Link.objects.all()} == {ELSEWHERE, resource.url}


def test_many_new_links_have_their_turn_within_a_week_and_a_few_at_once():
    now = timezone.now()
    Link.objects.keep([f"https://example.org/{n}" for n in range(60)])
    turns = list(Link.objects.values_list("next_check_at", flat=True))
    assert max(turns) - min(turns) > datetime.timedelta(days=5)
    assert max(turns) < now + datetime.timedelta(days=8)
    Link.objects.keep(["https://example.org/one"])
    assert Link.objects.get(url__endswith="/one").next_check_at < now + datetime.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://Example.org/ä?x=1#top", "https://Example.org/%C3%A4?x=1"),
        ("http://testserver/roles/", "http://testserver/roles/"),
        *((bad, "") for bad in ("/roles/", "mailto:a@b.c", "https://", "http://[::1", "javascript:1", "")),
        (f"https://example.org/{'x' * 2000}", ""),
    ],
)
def test_which_addresses_are_kept(address, kept, settings):
    settings.SITE_URL = "https://ours.example"
    assert plain_url(address) == kept
    assert plain_url("https://ours.example/roles/") == ""


# Asking


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("200 OK", "alive"),
        ("404 Not Found", "dead"),
        ("410 Gone", "dead"),
        ("403 No", "unknown"),
        ("500 Ill", "unknown"),
    ],
)
def test_only_who_says_that_nothing_is_there_is_dead(server, fetcher, status, state):
    leading_to(f"{server.url}/x")
    server.answers["/x"] = answer(b"", status=status)
    assert ask_due(fetcher, timezone.now()) == 1
    assert the_link().state == state
    assert the_link().next_check_at > timezone.now() + A_WEEK - datetime.timedelta(minutes=1)
    assert ask_due(fetcher, timezone.now()) == 0


def test_it_is_asked_by_head_and_by_get_where_that_is_refused(server, fetcher):
    server.answers |= {"/1": redirect("/2"), "/2": answer(b"long text")}
    assert fetcher.status(f"{server.url}/1", timeout=5) == 200
    assert [head.split()[0] for head in server.heads] == ["HEAD", "HEAD"]
    server.answers["/3"] = answer(b"", status="405 No HEAD")
    assert fetcher.status(f"{server.url}/3", timeout=5) == 405
    assert [head.split()[0] for head in server.heads[2:]] == ["HEAD", "GET"]


def test_private_machines_are_never_asked(server):
    leading_to(f"{server.url}/x")
    ask_due(Fetcher(), timezone.now())
    assert server.asked == []
    assert (the_link().state, the_link().answer) == ("unknown", "private")


def test_one_link_of_a_host_at_a_turn(server, fetcher):
    leading_to(*(f"{server.url}/{n}" for n in range(4)))
    assert ask_due(fetcher, timezone.now()) == 1
    assert ask_due(fetcher, timezone.now()) == 1
    assert len(set(server.asked)) == 2


def test_a_name_that_leads_nowhere_is_dead_on_the_third_day(monkeypatch, server, fetcher):
    leading_to("https://gone.example/", f"{server.url}/x")
    server.answers["/x"] = answer(b"")
    real, now = socket.getaddrinfo, timezone.now()

    def look_up(host, *args, **kwargs):
        if host == "gone.example":
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return real(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    states = []
    for day in range(3):
        ask_due(fetcher, now + datetime.timedelta(days=day, minutes=1))
        states.append(Link.objects.get(host="gone.example").state)
    assert states == ["unknown", "unknown", "dead"]


def test_a_machine_without_a_network_calls_nothing_dead(monkeypatch):
    leading_to("https://one.example/", "https://two.example/", "http://10.0.0.1/")
    real = socket.getaddrinfo

    def look_up(host, *args, **kwargs):
        if host == "10.0.0.1":  # that it is private needs no network
            return real(host, *args, **kwargs)
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    for day in range(8):
        ask_due(Fetcher(), timezone.now() + datetime.timedelta(days=day, minutes=1))
    assert set(Link.objects.exclude(host="10.0.0.1").values_list("state", flat=True)) == {"new"}


def test_who_was_dead_is_alive_when_it_answers_and_not_before():
    leading_to(ELSEWHERE)
    link, now = the_link(), timezone.now()
    states = []
    for said in ("404", "503", "slow", "200", "503"):
        record(link, said, now)
        states.append(link.state)
    assert states == ["dead", "dead", "dead", "alive", "unknown"]


def test_nobody_is_asked_when_the_owner_says_so(monkeypatch):
    SiteSettings(check_links=False).save()
    monkeypatch.setattr(asking, "ask_due", lambda *args: pytest.fail("asked"))
    asking.ask_links.call()


def test_an_editors_word_stands(fetcher):
    leading_to(ELSEWHERE)
    judge_link(the_link(), State.ALIVE)
    assert ask_due(fetcher, timezone.now() + datetime.timedelta(days=30)) == 0
    assert the_link().state == "alive"


# Readers


def test_readers_are_told_where_a_link_is_dead(client, run_followups):
    essay = leading_to(f"{ELSEWHERE}#part")
    link = the_link()
    assert "dead on" not in client.get(essay.get_absolute_url()).content.decode()
    record(link, "404", datetime.datetime(2026, 5, 3, 12, tzinfo=datetime.UTC))
    keep_copy(link, "https://archive.example/copy")
    run_followups()
    page = client.get(essay.get_absolute_url()).content.decode()
    assert f'<a href="{ELSEWHERE}#part" rel="noopener">there</a>' in page
    assert '(dead on 3 May 2026, <a href="https://archive.example/copy" rel="noopener">archived copy</a>)' in page
    assert the_link().posts.count() == 1  # the copy is no link of the text
    refresh_post(essay)
    assert list(essay.links.all()) == [link]
    record(link, "200", timezone.now())
    run_followups()
    assert "dead on" not in client.get(essay.get_absolute_url()).content.decode()


def test_sources_and_rows_say_it_too(client, run_followups):
    role = RoleFactory(published=True)
    SourceFactory(post=role, title="A survey", url=ELSEWHERE)
    role.steps.filter(is_first_hour=True).update(text=f"Read [this]({ELSEWHERE}).")
    refresh_post(role)
    record(the_link(), "410", timezone.now())
    run_followups()
    page = client.get(role.get_absolute_url()).content.decode()
    assert page.count('class="dead-link"') == 2


def test_resources_follow_their_link(client, run_followups):
    resource = ResourceFactory(title="A course", archived_url="https://archive.example/c")
    role = RoleFactory(published=True)
    RoleResourceFactory(role=role, resource=resource)
    refresh_post(role)
    record(the_link(), "404", datetime.datetime(2026, 5, 3, 12, tzinfo=datetime.UTC))
    run_followups()
    resource.refresh_from_db()
    assert (resource.dead_since, resource.checked_on) == (datetime.date(2026, 5, 3),) * 2
    page = client.get(role.get_absolute_url()).content.decode()
    assert "<s>A course</s>" in page
    assert "dead on 3 May 2026" in page
    assert "https://archive.example/c" in page
    record(the_link(), "200", timezone.now())
    run_followups()
    assert "<s>A course</s>" not in client.get(role.get_absolute_url()).content.decode()


def test_only_pages_that_lead_there_are_drawn_anew(run_followups):
    leading_to(ELSEWHERE)
    leading_to("https://example.org/another")
    link = Link.objects.get(url=ELSEWHERE)
    before = {post.pk: post.rendered for post in Post.objects.all()}
    record(link, "404", timezone.now())
    run_followups()
    changed = [post.pk for post in Post.objects.all() if post.rendered != before[post.pk]]
    assert changed == [link.posts.get().pk]


# Replacing


def test_an_address_is_replaced_wherever_it_stands(editor, run_followups):
    role = RoleFactory(
        published=True, why=f'<p><a href="{ELSEWHERE}#part">x</a> <a href="https://z.example/">z</a></p>'
    )
    role.steps.filter(is_first_hour=True).update(text=f"Read [this]({ELSEWHERE}) tonight.")
    SourceFactory(post=role, url=ELSEWHERE)
    resource = ResourceFactory(url=ELSEWHERE)
    RoleResourceFactory(role=role, resource=resource)
    refresh_post(role)
    new = "https://example.org/new"
    assert replace_link(Link.objects.get(url=ELSEWHERE), new, by=editor) == 1
    run_followups()
    role.refresh_from_db()
    resource.refresh_from_db()
    assert f'href="{new}#part"' in role.why
    assert role.steps.get(is_first_hour=True).text == f"Read [this]({new}) tonight."
    assert role.sources.get().url == resource.url == new
    assert set(role.links.values_list("url", flat=True)) == {new, "https://z.example/"}
    assert role.revisions.order_by("-number").first().said.startswith("Replaced a link")


def test_replacing_by_the_address_of_another_resource_makes_one_of_both(editor):
    old, there = ResourceFactory(), ResourceFactory()
    role = RoleFactory()
    RoleResourceFactory(role=role, resource=old)
    replace_link(Link.objects.get(url=old.url), there.url, by=editor)
    assert [row.resource for row in role.role_resources.all()] == [there]
    assert list(Resource.objects.all()) == [there]


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        ("http://www.example.org/a/", "https://example.org/a", True),
        ("https://example.org/index.html", "https://Example.org", True),
        ("https://example.org/?utm_source=x&b=2&a=1", "https://example.org/?a=1&b=2", True),
        ("https://example.org/a#one", "https://example.org/a", True),
        ("https://example.org/a", "https://example.org/A", False),
        ("https://example.org/?v=1", "https://example.org/?v=2", False),
        ("https://example.org:8080/", "https://example.org/", False),
    ],
)
def test_which_addresses_are_nearly_the_same(one, other, are_same):
    assert (same_address(one) == same_address(other)) is are_same
