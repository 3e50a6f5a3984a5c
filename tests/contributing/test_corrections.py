"""A reader suggests a correction, an editor decides, the page says thanks."""

import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from blog.actions import corrections
from blog.actions.corrections import forget_unconfirmed_corrections
from blog.actions.posts import refresh_post
from blog.contributing import people
from blog.models import ChangeNote, Correction, Post, Relation, preview_token
from tests.factories import RoleFactory
from tests.reading.page import assert_same_for_all, paths, words

pytestmark = pytest.mark.django_db
FORM = "/roles/potter/correct/?section=why"
LIST = "/admin/blog/correction/"


@pytest.fixture
def waiting(potter):
    return Correction.objects.create(
        post=potter, section="why", shown="Clay lasts.", text="Clay cracks.", name="Rosa", email="rosa@example.org"
    )


def change_page(correction):
    return f"{LIST}{correction.pk}/change/"


def test_the_page_leads_to_the_form_of_each_section_which_shows_the_text_as_it_is(client, potter):
    assert "correct/" in paths(client.get("/roles/potter/"))
    chooser = client.get("/roles/potter/correct/")
    assert {"?section=why", "?section=skills"} <= {*paths(chooser)}
    form = client.get(FORM)
    assert "Clay lasts." in words(form)
    for page in (chooser, form):
        assert page.status_code == 200
        assert_same_for_all(page)


def test_each_heading_leads_to_the_form_of_its_section(client, potter):
    for each in (RoleFactory(published=True, title="Tile maker"), RoleFactory(title="Secret role")):
        Relation.objects.create(role=potter, other=each, kind="similar", note="Also clay.")
    Post.objects.filter(pk=potter.pk).update(reviewed_on=datetime.date(2026, 1, 5), entry_level="", outlook="")
    refresh_post(Post.objects.get(pk=potter.pk))
    page = client.get("/roles/potter/")
    links = [path for path in paths(page) if path.startswith("correct/?section=")]
    headings = paths(page, "//div[@class='post-text']//section[h2 or div/h2]/@id")
    assert {"why", "skills", "start", "progression", "sources"} < set(headings)
    assert [path.removeprefix("correct/?section=") for path in links] == ["facts", *headings]
    names = paths(page, "//a[@class='pen']/@aria-label")
    assert len(set(names)) == len(links)
    forms = [client.get(f"/roles/potter/{path}") for path in links]
    assert {form.status_code for form in forms} == {200}
    assert "Tile maker, Also clay." in words(forms[headings.index("progression") + 1])
    assert not any("Secret role" in form.content.decode() for form in forms)


def test_a_preview_has_no_form_to_lead_to(client, potter):
    assert "correct/?" not in client.get(f"/preview/{preview_token(potter)}/").content.decode()


def test_every_section_of_the_chooser_has_its_form(client, potter):
    addresses = [path for path in paths(client.get("/roles/potter/correct/")) if path.startswith("?")]
    assert len(addresses) > 3
    for address in addresses:
        assert client.get(f"/roles/potter/correct/{address}").status_code == 200


def test_it_waits_for_an_editor_and_the_receipt_says_so(client, potter, correct):
    response = correct("Clay cracks.\r\nSo does glaze.", source="My kiln", name="Rosa")
    correction = Correction.objects.get()
    assert (response.status_code, response["Location"]) == (303, correction.get_receipt_url())
    assert (correction.text, correction.shown, correction.state) == (
        "Clay cracks.\nSo does glaze.",
        "Clay lasts.",
        "waiting",
    )
    said = words(client.get(response["Location"]))
    assert "waits for an editor" in said
    assert "Clay cracks." in said
    assert not response.cookies
    assert "Clay cracks." not in client.get("/roles/potter/").content.decode()


def test_sent_twice_it_is_one(potter, correct):
    assert correct()["Location"] == correct()["Location"]
    assert Correction.objects.count() == 1


@pytest.mark.parametrize(
    ("status", "fields"),
    [
        (422, {"email": "nonsense"}),
        (422, {"website": "x"}),
        (422, {"stamp": "1:forged"}),
        (403, {"browser": "curl/8"}),
        (403, {"browser": "Mozilla/5.0 (compatible; Examplebot/2.1)"}),
        (403, {"headers": {"sec-fetch-site": "cross-site"}}),
    ],
)
def test_what_is_refused_comes_back_with_all_that_was_typed(potter, correct, status, fields):
    response = correct("Clay <cracks>", source="My kiln", name="Rosa", **fields)
    assert response.status_code == status
    assert paths(response, "//main//textarea/text()")[0].strip() == "Clay <cracks>"
    assert paths(response, "//input[@name='source']/@value") == ["My kiln"]
    assert paths(response, "//input[@name='name']/@value") == ["Rosa"]
    assert paths(response, "//*[@role='alert'] | //ul[@class='errorlist']")
    assert not Correction.objects.exists()


def test_a_network_suggests_only_so_often_and_loses_nothing(potter, correct, monkeypatch):
    monkeypatch.setattr(people, "CORRECTIONS_BY_NETWORK", people.Limit(1, 3600))
    correct()
    response = correct("And glaze.")
    assert response.status_code == 429
    assert response["Retry-After"]
    assert paths(response, "//main//textarea/text()")[0].strip() == "And glaze."


def test_more_than_anybody_can_read_is_not_taken(potter, correct, monkeypatch):
    monkeypatch.setattr(corrections, "MOST_WAITING", 1)
    correct()
    assert correct("And glaze.").status_code == 503


@pytest.mark.parametrize("text", ["", " \n ", "\0", "?!"])
def test_nothing_is_no_correction(potter, correct, text):
    assert correct(text).status_code == 422


def test_only_sections_of_public_posts_can_be_corrected(client, potter, correct):
    assert correct(section="nonsense").status_code == 404
    assert client.get("/roles/nobody/correct/").status_code == 404
    type(potter).objects.filter(pk=potter.pk).update(publish_at=None)
    assert client.get(FORM).status_code == 404


def test_receipts_are_private(client, waiting):
    assert client.get(f"/corrections/{waiting.code}/").status_code == 404
    token = waiting.get_confirm_url().split("/")[-2]
    assert client.get(f"/corrections/{token}/").status_code == 404
    page = client.get(waiting.get_receipt_url())
    assert "no-store" in page["Cache-Control"]
    assert client.post(waiting.get_receipt_url()).status_code == 405


def test_an_address_hears_of_it_only_once_it_is_confirmed(client, editor, potter, correct, mailoutbox, run_followups):
    correct(name="Buy at example.com", email="rosa@example.org")
    correction = Correction.objects.get()
    run_followups()
    letter = mailoutbox[0]
    assert (letter.to, "Buy" in letter.body) == (["rosa@example.org"], False)
    link = re.search(r"/corrections/confirm/\S+", letter.body)[0]
    client.get(link)
    correction.refresh_from_db()
    assert correction.confirmed_at is None
    assert client.post(link).status_code == 303
    correction.refresh_from_db()
    corrections.decline_correction(correction, "It lasts.", by=editor)
    run_followups()
    assert "It lasts." in mailoutbox[1].body
    correction.refresh_from_db()
    assert correction.email == correction.folded_email == ""
    assert client.post(link).status_code == 303
    run_followups()
    assert len(mailoutbox) == 2


def test_who_confirms_late_hears_at_once(client, editor, waiting, mailoutbox, run_followups):
    corrections.decline_correction(waiting, "It lasts.", by=editor)
    run_followups()
    assert not mailoutbox
    client.post(waiting.get_confirm_url())
    run_followups()
    assert mailoutbox[0].to == ["rosa@example.org"]


def test_an_accounts_own_address_needs_no_letter_and_any_other_does(reader, reader_client, potter, correct):
    reader.emailaddress_set.create(email=reader.email, verified=True)
    correct(who=reader_client, email=reader.email)
    correct("Other", who=reader_client, email="somebody@example.org")
    own, other = Correction.objects.order_by("pk")
    assert (own.user, bool(own.confirmed_at), other.confirmed_at) == (reader, True, None)


def test_addresses_that_nobody_confirms_are_forgotten(waiting):
    Correction.objects.update(created_at=timezone.now() - datetime.timedelta(days=4))
    forget_unconfirmed_corrections.call()
    waiting.refresh_from_db()
    assert (waiting.email, waiting.folded_email, waiting.text) == ("", "", "Clay cracks.")


# At the desk


def test_the_desk_shows_it_beside_the_text_and_leads_into_the_form(editor_client, waiting):
    assert "One correction that a reader suggests waits" in words(editor_client.get("/admin/"))
    listed = paths(editor_client.get(f"{LIST}?state__exact=waiting"), "//table//a/@href")
    assert [path for path in listed if path.startswith(change_page(waiting))]
    page = editor_client.get(change_page(waiting))
    said = words(page)
    assert "Clay lasts." in said
    assert "Clay cracks." in said
    assert f"/admin/blog/role/{waiting.post_id}/change/#why" in paths(page)


def test_accepting_thanks_the_reader_on_the_page_and_moves_its_date(client, editor_client, waiting):
    client.get("/roles/potter/")
    response = editor_client.post(change_page(waiting), {"accept": "1", "note": "Clay cracks, we now say."})
    assert response.status_code == 302
    note = ChangeNote.objects.get()
    assert (note.text, note.credit) == ("Clay cracks, we now say.", "Rosa")
    waiting.post.refresh_from_db()
    assert waiting.post.modified_at is not None
    page = words(client.get("/roles/potter/"))
    assert "Clay cracks, we now say." in page
    assert "Rosa" in page
    said = words(client.get(waiting.get_receipt_url()))
    assert "It was taken over" in said
    assert "thanks to Rosa" in said
    assert LogEntry.objects.filter(object_id=str(waiting.pk), change_message__contains="Taken over").exists()


def test_declining_tells_why(client, editor_client, waiting):
    assert editor_client.post(change_page(waiting), {"decline": "1", "reason": ""}).status_code == 422
    assert editor_client.post(change_page(waiting), {"decline": "1", "reason": "It lasts."}).status_code == 302
    assert not ChangeNote.objects.exists()
    said = words(client.get(waiting.get_receipt_url()))
    assert "It was not taken over" in said
    assert "It lasts." in said


def test_what_is_decided_stays_so(editor_client, waiting):
    editor_client.post(change_page(waiting), {"decline": "1", "reason": "It lasts."})
    page = editor_client.post(change_page(waiting), {"accept": "1", "note": "Clay cracks."}, follow=True)
    assert "Somebody else decided it" in page.content.decode()
    assert not ChangeNote.objects.exists()


def test_it_is_for_who_may_decide(client, author_client, moderator_client, waiting):
    assert client.get(change_page(waiting)).status_code == 302
    for who in (author_client, moderator_client):
        assert who.get(change_page(waiting)).status_code == 403
        assert who.post(change_page(waiting), {"decline": "1", "reason": "No."}).status_code == 403
    waiting.refresh_from_db()
    assert waiting.is_waiting()


def test_the_list_takes_as_many_queries_for_many_as_for_few(editor_client, waiting, django_assert_max_num_queries):
    for n in range(20):
        Correction.objects.create(post=waiting.post, section="why", shown="", text=f"Word {n}")
    with django_assert_max_num_queries(12):
        assert editor_client.get(LIST).status_code == 200
