"""What the desk does with readers' wishes: open, keep, refuse, merge; and where they stand beside other ideas."""

import pytest

from blog.models import Idea, MissedSearch, Vote, WaitingReader
from blog.publishing.ledger_forms import free_ideas
from tests.factories import RoleFactory, SeriesFactory
from tests.reading.page import words

pytestmark = pytest.mark.django_db
QUEUE = "/admin/blog/idea/waiting/"


@pytest.fixture
def held(db):
    return Idea.objects.create(words="Zeppelin Pilot", source="votes", state="held", wishes=4)


def decide(client, wish, /, **fields):
    return client.post(QUEUE, {"idea": wish.pk, **fields})


def test_wishes_that_wait_are_read_on_a_page_of_their_own(editor_client, held):
    said = words(editor_client.get(QUEUE))
    assert "Zeppelin Pilot" in said
    assert "Wished for 4 times" in said
    assert "One role that readers wish for waits" in words(editor_client.get("/admin/"))


def test_it_is_for_who_may_change_ideas(client, author_client, moderator_client, held):
    assert client.get(QUEUE).status_code == 302
    for who in (author_client, moderator_client):
        assert who.get(QUEUE).status_code == 403
        assert decide(who, held, verb="open").status_code == 403
    held.refresh_from_db()
    assert held.state == "held"


@pytest.mark.parametrize(("verb", "state"), [("open", "open"), ("desk", "desk"), ("refused", "refused")])
def test_a_wish_is_opened_kept_or_refused(client, editor_client, held, verb, state):
    assert decide(editor_client, held, verb=verb).status_code == 302
    held.refresh_from_db()
    assert held.state == state
    assert ("Zeppelin" in words(client.get("/wishes/"))) is (state == "open")


def test_a_wish_is_merged_with_an_idea_and_the_next_one_in_its_words_is_a_vote_for_that(editor_client, held):
    airship = Idea.objects.create(words="Airship Captain", wishes=2)
    Vote.objects.create(idea=held, key="k")
    decide(editor_client, held, verb="same", same=f"idea-{airship.pk}")
    airship.refresh_from_db()
    assert (airship.wishes, airship.votes.count()) == (6, 1)
    assert Idea.objects.called("zeppelin-pilot") == airship


def test_a_wish_is_answered_with_a_role_that_is_out_and_who_waits_is_told(
    editor_client, held, mailoutbox, run_followups
):
    WaitingReader.objects.create(idea=held, email="a@example.org", confirmed_at="2026-01-01T00:00Z")
    role = RoleFactory(published=True, title="Captain of airships")
    decide(editor_client, held, verb="same", same=f"role-{role.pk}")
    run_followups()
    assert mailoutbox[0].to == ["a@example.org"]


@pytest.mark.parametrize(
    "fields",
    [
        {"verb": "same"},
        {"verb": "same", "same": "idea-"},
        {"verb": "nonsense"},
        {"idea": "x"},
        {"verb": "same", "same": "idea-9x"},
    ],
)
def test_what_makes_no_sense_changes_nothing(editor_client, held, fields):
    assert decide(editor_client, held, **fields).status_code in (302, 404)
    held.refresh_from_db()
    assert held.state == "held"


def test_only_accepted_ideas_are_planned_with_and_their_votes_are_shown(editor_client, held):
    Idea.objects.create(words="Diver", source="votes", state="open", wishes=7)
    Idea.objects.create(words="Rude", state="refused")
    SeriesFactory(slots=2)
    said = words(editor_client.get("/admin/ledger/"))
    assert "Diver readers' votes, 7 ×" in said
    assert "Zeppelin" not in said
    assert [idea.words for idea in free_ideas()] == ["Diver"]
    assert "7" in words(editor_client.get("/admin/blog/idea/"))


def test_putting_the_words_of_a_wish_onto_a_day_accepts_it(editor_client, held):
    slot = SeriesFactory(slots=2).slots.get(day=1)
    editor_client.post(f"/admin/ledger/{slot.series.slug}/1/", {"act": "idea", "words": "zeppelin pilot"})
    held.refresh_from_db()
    assert held.state == "desk"


def test_what_was_looked_for_becomes_the_idea_that_there_is(editor_client, held):
    slot = SeriesFactory(slots=2).slots.get(day=1)
    missed = MissedSearch.objects.create(words="zeppelin pilot", times=3, last_on="2026-01-01")
    editor_client.post("/admin/ledger/", {"thing": f"search-{missed.pk}", "slot": slot.pk})
    assert Idea.objects.get().state == "desk"


def test_several_are_decided_at_once(editor_client, held):
    diver = Idea.objects.create(words="Diver", state="held", wishes=9)
    chosen = {"_selected_action": [held.pk, diver.pk]}
    editor_client.post("/admin/blog/idea/", {"action": "open_chosen", **chosen})
    assert set(Idea.objects.values_list("state", flat=True)) == {"open"}
    editor_client.post("/admin/blog/idea/", {"action": "merge_chosen", **chosen})
    held.refresh_from_db()
    assert (held.state, held.merged_into) == ("merged", diver)


def test_one_idea_has_one_spelling(editor_client, held):
    form = {"words": "zeppelin-pilot", "source": "editor", "state": "desk", "wishes": "1"}
    response = editor_client.post("/admin/blog/idea/add/", form)
    assert response.status_code == 200
    assert "is there already" in words(response)


def test_refusing_in_the_form_forgets_who_waits(editor_client, held):
    WaitingReader.objects.create(idea=held, email="a@example.org")
    form = {"words": held.words, "source": "votes", "state": "refused", "wishes": "4"}
    assert editor_client.post(f"/admin/blog/idea/{held.pk}/change/", form).status_code == 302
    assert not WaitingReader.objects.exists()


def test_the_queue_takes_as_many_queries_for_few_as_for_many(editor_client, held, django_assert_max_num_queries):
    for n in range(12):
        Idea.objects.create(words=f"Diver number {n}x", state="held")
        Idea.objects.create(words=f"Planned {n}")
    with django_assert_max_num_queries(12 + 3 * 13):  # what is near is asked of each
        assert editor_client.get(QUEUE).status_code == 200
