"""The front page of the desk says what needs doing today."""

import datetime
import zoneinfo
from importlib import import_module

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max
from lxml import html

from blog.actions.popularity import renew_popularity
from blog.followups import MAX_ATTEMPTS
from blog.letters import deliver_letter
from blog.models import MissedSearch, Post, ProvenRestore, Readership, Slot
from blog.publishing.front.plots import Plot
from tests.factories import (
    AuthorFactory,
    CommentFactory,
    EssayFactory,
    IdeaFactory,
    RoleFactory,
    SeriesFactory,
)

from .addresses import form_address
from .test_lists import queries

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
FRONT = "/admin/"
HEALTH = import_module("blog.publishing.front.health")


def part(client, name):
    """The words and the links of one part of the page, or None if it is not there."""
    page = html.fromstring(client.get(FRONT).content.decode())
    found = page.xpath(f"//section[starts-with(@aria-labelledby, 'front-{name}')]")
    return [(" ".join(one.text_content().split()), {link.get("href") for link in one.iter("a")}) for one in found]


def words(client, name):
    return " ".join(words for words, _links in part(client, name))


def links(client, name):
    return set().union(*(links for _words, links in part(client, name)))


@pytest.fixture
def series():
    """Day 31 is today's."""
    return SeriesFactory(slots=60, time_zone="UTC", go_live_time=datetime.time(9))


# Today and the days to come


def test_an_empty_site_says_what_to_do_first(owner_client):
    assert "No series has days to come." in words(owner_client, "plan")
    assert "/admin/blog/series/" in links(owner_client, "plan")


def test_todays_day_is_told_in_each_state(editor_client, series):
    slot = series.slots.get(day=31)
    assert "Nothing is there for day 31. Its hour is 09:00 UTC. Write it" in words(editor_client, "plan")
    assert f"/admin/blog/role/add/?slot={slot.pk}" in links(editor_client, "plan")
    Slot.objects.filter(pk=slot.pk).update(idea=IdeaFactory(words="Zoo keeper"))
    assert "Day 31 is only an idea: “Zoo keeper”." in words(editor_client, "plan")
    assert f"/admin/blog/role/add/?slot={slot.pk}&title=Zoo+keeper" in links(editor_client, "plan")
    role = RoleFactory(title="Potter", slot=slot)
    assert "Day 31 is not ready: “Potter”. Its hour is 09:00 UTC. Open it" in words(editor_client, "plan")
    assert form_address(role) in links(editor_client, "plan")
    Post.objects.update(state="ready")
    assert "Day 31 is ready and has no time to come out" in words(editor_client, "plan")
    Post.objects.update(publish_at=timezone.now() + datetime.timedelta(minutes=1))
    assert "Day 31 comes out at " in words(editor_client, "plan")
    Post.objects.update(publish_at=timezone.now() - datetime.timedelta(minutes=1))
    assert "Day 31 is out: “Potter”." in words(editor_client, "plan")
    Post.objects.update(slot=None)
    Slot.objects.filter(pk=slot.pk).update(idea=None, skip_reason="a holiday")
    assert "Day 31 is left out: a holiday." in words(editor_client, "plan")


def test_the_runway_counts_ready_days_in_a_row(editor_client, series):
    RoleFactory(slot=series.slots.get(day=31), published=True)
    assert "No ready days" in words(editor_client, "plan")
    for day, state in ((32, "ready"), (33, "ready"), (36, "ready"), (35, "draft")):
        RoleFactory(slot=series.slots.get(day=day), state=state)
    series.slots.filter(day=34).update(skip_reason="a holiday")
    assert "2 ready days, 8 holes in the next fourteen days." in words(editor_client, "plan")
    Post.objects.filter(slot__day=35).update(state="ready")
    assert "4 ready days, 8 holes" in words(editor_client, "plan")


def test_holes_are_marked_and_the_zone_is_printed_for_each_series(editor_client, series):
    tokyo = SeriesFactory(slug="tokyo", name="Tokyo", is_default=False, time_zone="Asia/Tokyo")
    today = timezone.now().astimezone(zoneinfo.ZoneInfo("Asia/Tokyo")).date()
    Slot.objects.bulk_create(Slot(series=tokyo, day=n + 1, planned_on=today + n * DAY) for n in range(3))
    RoleFactory(slot=tokyo.slots.get(day=2), state="ready")
    page = html.fromstring(editor_client.get(FRONT).content.decode())
    main, other = page.xpath("//section[contains(@class, 'front-plan')]")
    assert "comes out at 09:00 UTC" in main.text_content()
    assert "comes out at 09:00 Asia/Tokyo" in other.text_content()
    assert [len(each.xpath(".//li[contains(@class, 'fortnight-day')]")) for each in (main, other)] == [14, 3]
    assert ["is-hole" in day.get("class") for day in other.xpath(".//li")] == [True, False, True]
    assert [day.get("aria-current") for day in other.xpath(".//li")] == ["date", None, None]


def test_a_series_that_is_over_is_not_told(editor_client):
    SeriesFactory(slots=5)
    assert "No series has days to come." in words(editor_client, "plan")


def test_an_author_reads_no_title_of_anothers_draft(author_client, author, series):
    RoleFactory(title="Secret plan", slot=series.slots.get(day=31))
    RoleFactory(title="My own", slot=series.slots.get(day=32), authors=[author.author])
    seen = words(author_client, "plan")
    assert "Secret plan" not in seen
    assert "somebody’s draft" in seen
    assert "My own" in seen


# What waits


def test_drafts_wait_for_an_editor_and_come_back_to_their_author(editor_client, author_client, author):
    submitted = RoleFactory(title="Look at me", state="submitted", authors=[AuthorFactory(name="Mara")])
    essay = EssayFactory(title="Once more", state="returned", authors=[author.author])
    assert "Waiting for your review" in words(editor_client, "drafts")
    assert "Look at me Mara, for" in words(editor_client, "drafts")
    assert form_address(submitted) in links(editor_client, "drafts")
    assert "Handed back to you" in words(author_client, "drafts")
    assert form_address(essay) in links(author_client, "drafts")
    assert "Look at me" not in words(author_client, "drafts")


def test_comments_wait_by_reason(moderator_client):
    role = RoleFactory(published=True)
    for reason in ("newcomer", "newcomer", "links"):
        CommentFactory(post=role, state="held", hold_reason=reason, posted_at=timezone.now() - 3 * DAY)
    CommentFactory(post=role)
    seen = words(moderator_client, "comments")
    assert "3 wait, the oldest for 3 days." in seen.replace("\xa0", " ")
    assert "first comment 2" in seen
    assert "many links 1" in seen
    assert "/admin/blog/comment/?hold_reason__exact=newcomer" in links(moderator_client, "comments")


# What was read


def test_the_week_is_a_plot_with_a_table_behind_it(editor_client):
    today = timezone.localdate()
    role, other = RoleFactory(published=True, title="Weaver"), RoleFactory(published=True, title="Potter")
    Readership.objects.add(
        [(role.pk, today, 4, 3, 1), (other.pk, today, 10, 8, 1), (role.pk, today - 9 * DAY, 50, 20, 0)]
    )
    Readership.objects.add([(role.pk, today - 30 * DAY, 1000, 1000, 0)])
    renew_popularity.func()
    page = html.fromstring(editor_client.get(FRONT).content.decode())
    numbers = [text.text for text in page.xpath("//*[@class='plot-number']")]
    assert numbers == [*["0"] * 4, "50", *["0"] * 8, "14"]
    rows = [[cell.text for cell in row.iter("th", "td")] for row in page.xpath("//details//tbody/tr")]
    assert [row[1:] for row in rows if row[1] != "0"] == [["50", "20"], ["14", "11"]]
    seen = words(editor_client, "reading")
    assert "Posts were opened 14 times in seven days; 50 times in the seven before." in seen
    assert seen.index("Potter 8 readers") < seen.index("Weaver 3 readers")
    assert f"/admin/blog/standing/{other.pk}/change/" in links(editor_client, "reading")


def test_a_plot_without_a_number_is_flat():
    bars = list(Plot([(day, 0) for day in range(14)], marked=7))
    assert {bar.height for bar in bars} == {0}
    assert [bar.is_marked for bar in bars] == [False] * 7 + [True] * 7


def test_searches_that_found_nothing_become_ideas(editor_client):
    today = timezone.localdate()
    MissedSearch.objects.add([("zoo & keeper", 3, today), ("long ago", 90, today - 20 * DAY)])
    assert "zoo & keeper 3 times" in words(editor_client, "reading")
    assert "long ago" not in words(editor_client, "reading")
    address = "/admin/blog/idea/add/?source=search&words=zoo%20%26%20keeper"
    assert address in links(editor_client, "reading")
    assert 'value="zoo &amp; keeper"' in editor_client.get(address).content.decode()


# What is due


def test_what_is_past_its_review_stands_by_its_readers(editor_client):
    today = timezone.localdate()
    page, section, fact, fresh, draft = (
        RoleFactory(title=title, published=title != "Draft") for title in ("Page", "Section", "Fact", "Fresh", "Draft")
    )
    Post.objects.filter(pk__in=[page.pk, draft.pk]).update(review_due=today - DAY)
    Post.objects.filter(pk=fresh.pk).update(review_due=today + DAY)
    section.section_reviews.create(section="skills", reviewed_on=today - 90 * DAY, review_due=today - DAY)
    fact.pay.create(
        **{"stage": "typical", "low": 1, "high": 2, "currency": "EUR", "region": "Berlin"},
        **{"source": "https://example.org/", "as_of": today - 600 * DAY},
    )
    Readership.objects.add([(fact.pk, today, 9, 9, 0), (section.pk, today, 4, 4, 0), (fresh.pk, today, 90, 90, 0)])
    renew_popularity.func()
    seen = words(editor_client, "reviewing")
    assert seen.index("Fact 9 readers") < seen.index("Section 4 readers") < seen.index("Page 0 readers")
    assert "Fresh" not in seen
    assert "Draft" not in seen
    assert "the page was due on" in seen
    assert "skills: due on" in seen
    assert "pay: of" in seen
    assert f"{form_address(fact)}#section-facts" in links(editor_client, "reviewing")


# The house


def queued(minutes, **fields):
    since = timezone.now() - datetime.timedelta(minutes=minutes)
    row = deliver_letter.enqueue("a@example.com", "s", "t", "h", {})
    DBTaskResult.objects.filter(pk=row.id).update(enqueued_at=since, run_after=get_date_max(), **fields)


def test_work_that_waits_is_told_with_what_to_do(owner_client):
    assert "All is done that was due." in words(owner_client, "health")
    queued(5)
    assert "One task has waited for 5 minutes." in words(owner_client, "health").replace("\xa0", " ")
    assert "bin/serve" not in words(owner_client, "health")
    queued(20)
    seen = words(owner_client, "health").replace("\xa0", " ")
    assert "2 tasks wait, the oldest for 20 minutes. Nobody does it: is bin/serve running?" in seen


def test_the_last_letter_and_the_failed_ones_are_told(owner_client, run_followups):
    queued(0)
    run_followups()
    assert "The last letter went out 0 minutes ago." in words(owner_client, "health").replace("\xa0", " ")
    queued(0, status="FAILED", finished_at=timezone.now(), traceback="Traceback …\nSMTPError: no such user")
    queued(0, traceback="Traceback …\nConnectionError: refused", worker_ids=["x"] * (MAX_ATTEMPTS - 1))
    seen = words(owner_client, "health").replace("\xa0", " ")
    assert "One letter is tried again." in seen
    assert "One letter was given up, 0 minutes ago." in seen
    assert "ConnectionError: refused" in seen or "SMTPError: no such user" in seen
    address = "/admin/django_tasks_database/dbtaskresult/?status__exact=FAILED"
    assert address in links(owner_client, "health")
    assert owner_client.get(address).status_code == 200


def test_a_full_disk_is_told(owner_client, monkeypatch):
    for share, is_told in ((0, False), (1.01, True)):
        monkeypatch.setattr(HEALTH, "LEAST_FREE", 0)
        monkeypatch.setattr(HEALTH, "LEAST_SHARE", share)
        assert ("Make room" in words(owner_client, "health")) is is_told


def test_the_last_proven_restore_is_told(owner_client):
    ProvenRestore.objects.create(file_name="site.backup", sha256="x", backed_up_at=timezone.now())
    seen = words(owner_client, "health")
    assert "Last proven restore: " in seen
    assert ", of site.backup." in seen


# Who sees what, and what it costs


def test_everyone_sees_what_is_theirs_to_do(owner_client, editor_client, author_client, moderator_client, series):
    def parts(client):
        return {name for name in ("plan", "drafts", "comments", "reading", "reviewing", "health") if part(client, name)}

    assert parts(owner_client) == {"plan", "drafts", "comments", "reading", "reviewing", "health"}
    assert parts(editor_client) == {"plan", "drafts", "comments", "reading", "reviewing"}
    assert parts(author_client) == {"plan", "drafts"}
    assert parts(moderator_client) == {"comments"}


def some_of_everything(number):
    today = timezone.localdate()
    series = SeriesFactory(slots=60, time_zone="UTC") if not Slot.objects.exists() else SeriesFactory()
    for n in range(number):
        role = RoleFactory(published=True, title=f"Read {number} {n}")
        Post.objects.filter(pk=role.pk).update(review_due=today - DAY)
        role.section_reviews.create(section="skills", reviewed_on=today, review_due=today - DAY)
        Readership.objects.add([(role.pk, today, 9, 9, 0)])
        RoleFactory(slot=series.slots.free().exclude(planned_on__lt=today).first(), state="ready")
        RoleFactory(state="submitted")
        CommentFactory(post=role, state="held", hold_reason="links")
        MissedSearch.objects.add([(f"words {number} {n}", 3, today)])
        queued(20, status="FAILED", finished_at=timezone.now(), traceback="x")
    renew_popularity.func()


def test_it_costs_the_same_however_much_there_is(owner_client):
    some_of_everything(7)
    few = queries(owner_client, FRONT)
    some_of_everything(6)
    assert queries(owner_client, FRONT) == few
    assert few < 29  # and one more when what was read before today is summed up
