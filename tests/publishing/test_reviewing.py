"""A draft goes to the editors, comes back with remarks on its fields, is answered, handed in again and approved."""

import pytest
from django.contrib.admin.models import LogEntry
from lxml import html

from blog.actions.review_letters import send_review_digests
from blog.actions.reviewing import add_remark, return_post, submit_post
from blog.models import DeskLetters, Post, Remark
from tests.factories import AuthorFactory, EssayFactory, RoleFactory, UserFactory

from .addresses import form_address
from .forms import form_of
from .test_lists import queries

pytestmark = pytest.mark.django_db
State = Post.State


@pytest.fixture
def role(author):
    return RoleFactory(title="Baker", authors=[author.author], state=State.SUBMITTED)


def text_of(answer):
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def test_an_editor_hands_it_back_with_remarks_beside_their_fields(editor_client, author_client, role, press):
    typed = {
        "remark-why": "Say it in fewer words.",
        "remark-steps": "The first one costs money.",
        "remark-post": "Nice.",
    }
    answer = press("_return", editor_client, form_address(role), **typed)
    assert "It is back with its author." in text_of(editor_client.get(answer["Location"]))
    role.refresh_from_db()
    assert role.state == State.RETURNED
    assert {(row.field, row.text) for row in role.remarks.all()} == {
        *(("why", "Say it in fewer words."), ("steps", "The first one costs money."), ("", "Nice.")),
    }
    page = html.fromstring(author_client.get(form_address(role)).content.decode())
    why = role.remarks.get(field="why")
    (listed,) = page.xpath(f"//a[@href='#remark-{why.pk}-here']")
    assert "Why it matters: Say it in fewer words." in " ".join(listed.text_content().split())
    (beside,) = page.xpath(f"//section[@id='section-why']//*[@id='remark-{why.pk}-here']")
    assert "Editor" in beside.text_content()


def test_the_author_answers_and_hands_it_in_again(author_client, author, editor, editor_client, role, press):
    open_one, settled = (add_remark(role, "why", text, by=editor) for text in ("Shorter?", "A source?"))
    return_post(role, by=editor)
    typed = {f"answer-{open_one.pk}": "I would rather not.", f"resolved-{settled.pk}": "on"}
    answer = author_client.post(form_address(role), sent(author_client, role) | typed | {"_submit": "1"})
    assert "One remark is still open." in text_of(author_client.get(answer["Location"]))
    role.refresh_from_db()
    assert role.state == State.SUBMITTED
    settled.refresh_from_db()
    open_one.refresh_from_db()
    assert (settled.resolved_by, open_one.answer, open_one.is_open()) == (author, "I would rather not.", True)
    page = text_of(editor_client.get(form_address(role)))
    assert "I would rather not." in page
    assert "1 done" in page


def sent(client, role):
    """The form with every remark that it shows: a browser sends each."""
    fields = form_of(client.get(form_address(role)))
    return fields | {"remark-shown": [row.pk for row in role.remarks.all()]}


def test_what_was_done_can_be_opened_again(editor_client, editor, role):
    remark = add_remark(role, "why", "Shorter?", by=editor)
    fields = sent(editor_client, role)
    editor_client.post(form_address(role), fields | {f"resolved-{remark.pk}": "on", "_save": "1"})
    remark.refresh_from_db()
    assert not remark.is_open()
    fields = {name: value for name, value in sent(editor_client, role).items() if not name.startswith("resolved-")}
    editor_client.post(form_address(role), fields | {"_save": "1"})
    remark.refresh_from_db()
    assert remark.is_open()


def test_remarks_come_back_with_a_form_that_is_wrong(editor_client, role, press):
    RoleFactory(title="Taken")
    answer = press("_save", editor_client, form_address(role), slug="taken", **{"remark-why": "Do not lose me."})
    assert form_of(answer)["remark-why"] == "Do not lose me."
    assert not Remark.objects.exists()


def test_authors_make_no_remarks_and_settle_none_of_others(author_client, author, editor, role, press):
    other = RoleFactory(state=State.RETURNED)
    remark = add_remark(other, "why", "Shorter?", by=editor)
    return_post(role, by=editor)
    fields = form_of(author_client.get(form_address(role)))
    assert "remark-why" not in fields
    fields |= {"remark-why": "I remark", "remark-shown": [remark.pk], f"resolved-{remark.pk}": "on", "_save": "1"}
    author_client.post(form_address(role), fields)
    remark.refresh_from_db()
    assert remark.is_open()
    assert Remark.objects.count() == 1


def test_a_draft_that_nobody_reviews_has_no_places_for_remarks(editor_client):
    assert "remark-why" not in form_of(editor_client.get(form_address(RoleFactory())))


def test_approving_declares_it_ready_if_it_passes_its_checks(editor_client, role, press):
    answer = press("_approve", editor_client, form_address(role))
    assert "It is approved and ready to come out." in text_of(editor_client.get(answer["Location"]))
    role.refresh_from_db()
    assert (role.state, role.publish_at) == (State.READY, None)
    bare = RoleFactory(state=State.SUBMITTED, perks=[])
    press("_approve", editor_client, form_address(bare))
    bare.refresh_from_db()
    assert bare.state == State.SUBMITTED


def test_each_step_is_a_revision_and_a_line_of_the_log(author, editor, role):
    submit_post(role, by=author)
    return_post(role, by=editor)
    assert [row.said for row in role.revisions.order_by("number")] == ["Submitted for review.", "Handed back."]
    assert LogEntry.objects.filter(object_id=role.pk).count() == 2


def test_the_form_costs_the_same_however_many_remarks(editor_client, editor, role):
    add_remark(role, "why", "One.", by=editor)
    few = queries(editor_client, form_address(role))
    for n in range(6):
        add_remark(role, "what", f"{n}", by=UserFactory())
    assert queries(editor_client, form_address(role)) == few


# Letters


def letters(mailoutbox):
    return [(letter.to[0], letter.subject) for letter in mailoutbox]


def test_the_author_hears_when_it_is_handed_back_and_when_it_is_approved(
    editor, editor_client, author, role, press, mailoutbox, run_followups
):
    press("_return", editor_client, form_address(role), **{"remark-why": "Say it in fewer words."})
    submit_post(Post.objects.get(pk=role.pk), by=author)
    press("_approve", editor_client, form_address(role))
    run_followups()
    assert letters(mailoutbox) == [
        (author.email, "“Baker” is handed back to you"),
        (author.email, "“Baker” is approved"),
    ]
    assert "> Say it in fewer words." in mailoutbox[0].body
    assert form_address(role) in mailoutbox[0].body


def test_publishing_what_was_handed_in_is_told_too(editor_client, author, role, press, mailoutbox, run_followups):
    press("_publish", editor_client, form_address(role))
    run_followups()
    assert letters(mailoutbox) == [(author.email, "“Baker” is approved")]
    assert "It is out: readers see it now." in mailoutbox[0].body


def test_nobody_is_told_of_what_they_did_or_do_not_wish_to_hear(editor, author, mailoutbox, run_followups):
    mine = EssayFactory(authors=[AuthorFactory(user=editor)], state=State.SUBMITTED)
    return_post(mine, by=editor)
    DeskLetters.objects.create(user=author, own=False)
    return_post(EssayFactory(authors=[author.author], state=State.SUBMITTED), by=editor)
    former = UserFactory()  # wrote once, and is at the desk no more
    return_post(EssayFactory(authors=[AuthorFactory(user=former)], created_by=former), by=editor)
    run_followups()
    assert mailoutbox == []


def test_editors_who_wish_it_hear_once_a_day_of_what_is_handed_in(
    author, editor, moderator, role, mailoutbox, run_followups
):
    for person in (editor, moderator, author):
        DeskLetters.objects.create(user=person, reviews="each")
    for _time in range(3):
        submit_post(role, by=author)
    run_followups()
    assert letters(mailoutbox) == [(editor.email, "“Baker” waits for a review")]


def test_others_get_one_letter_a_day_while_any_wait(editor, author, role, mailoutbox, run_followups):
    DeskLetters.objects.create(user=editor, reviews="digest")
    EssayFactory(title="Dough", authors=[author.author], state=State.SUBMITTED)
    for _time in range(2):
        send_review_digests.call()
    run_followups()
    assert letters(mailoutbox) == [(editor.email, "2 drafts wait for a review")]
    assert "Baker" in mailoutbox[0].body
    Post.objects.update(state=State.DRAFT)
    mailoutbox.clear()
    send_review_digests.call()
    run_followups()
    assert mailoutbox == []


def test_the_choice_is_on_the_form_of_letters(author_client, author, press):
    address = f"/admin/blog/deskletters/{author.pk}/change/"
    fields = form_of(author_client.get(address))
    assert fields["own"] == "on"
    fields.pop("own")
    author_client.post(address, fields | {"_save": "1"})
    assert not DeskLetters.objects.get(user=author).own
