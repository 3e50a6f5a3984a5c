"""The desk shows what a post was, and brings it back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from blog.models import Essay, Revision, Role
from tests.factories import EssayFactory, RoleFactory

from .addresses import ADD_ROLE, form_address

pytestmark = pytest.mark.django_db


def revisions_address(post):
    return form_address(post).replace("change/", "revisions/")


def compare(client, post, **asked):
    answer = client.get(f"{revisions_address(post)}compare/", asked)
    return html.fromstring(answer.content.decode())


def words(page, path):
    return " ".join(" ".join(element.text_content().split()) for element in page.xpath(path))


@pytest.fixture
def saved_twice(editor_client, press):
    """A role whose text was changed at the desk; revision 1 is what was found, 2 what was saved."""
    role = RoleFactory(title="Data Engineer", why="<p>Because all the pipes leak at night.</p>")
    press("_save", editor_client, form_address(role), why="<p>Because all the tanks leak at night.</p>")
    return role


def test_every_save_is_a_revision_with_its_person_and_what_changed(editor_client, editor, press, saved_twice):
    press("_save", editor_client, form_address(saved_twice))  # nothing typed
    found, saved = saved_twice.revisions.order_by("number")
    assert (found.by, saved.by) == (None, editor)
    assert saved.changed == ["why"]
    page = html.fromstring(editor_client.get(revisions_address(saved_twice)).content.decode())
    assert "Editor" in words(page, "//*[@class='revisions']//tbody/tr[1]")
    assert "Why it matters" in words(page, "//*[@class='revisions']//tbody/tr[1]")
    assert "As it was found." in words(page, "//*[@class='revisions']//tbody/tr[2]")


def test_a_new_post_begins_with_its_first_save(editor_client, press):
    press("_save", editor_client, ADD_ROLE, title="Data Engineer")
    assert [revision.number for revision in Role.objects.get().revisions.all()] == [1]


def test_a_save_that_is_refused_leaves_no_revision(editor_client, press):
    role = RoleFactory(published=True)
    answer = press("_save", editor_client, form_address(role), why="")
    assert answer.status_code == 200
    assert not Revision.objects.exists()


def test_two_revisions_stand_beside_each_other_with_the_words_that_went_and_came(editor_client, saved_twice):
    page = compare(editor_client, saved_twice, old="1", new="2")
    assert words(page, "//del") == "pipes"
    assert words(page, "//ins") == "tanks"
    assert "leak at night" in words(page, "//*[contains(@class, 'pair-old')]")
    assert words(page, "//h3") == "Why it matters"  # nothing else changed
    assert words(compare(editor_client, saved_twice, new="2"), "//ins") == "tanks"  # with the one before
    assert words(compare(editor_client, saved_twice, old="2", new="1"), "//ins") == "tanks"  # whichever way round


def test_markup_typed_into_plain_fields_is_shown_as_words(editor_client, press):
    essay = EssayFactory(standfirst="One <b>two</b> three.")
    press("_save", editor_client, form_address(essay), standfirst="One <script>alert(1)</script> three.")
    page = compare(editor_client, essay, new="2")
    assert not page.xpath("//*[contains(@class, 'pair')]//script")
    assert "<script>" in words(page, "//*[contains(@class, 'pair-new')]")


def test_a_revision_is_restored_by_a_button_and_nothing_is_lost(editor_client, saved_twice):
    page = compare(editor_client, saved_twice, new="2")
    assert words(page, "//form//button[contains(., 'Restore')]") == "Restore revision 1"
    address = f"{revisions_address(saved_twice)}1/restore/"
    answer = editor_client.post(address, follow=True)
    assert "The text of revision 1 is back." in answer.content.decode()
    saved_twice.refresh_from_db()
    assert "pipes" in saved_twice.why
    assert saved_twice.revisions.count() == 3


def test_restoring_wants_a_post_and_the_right_to_change_it(
    editor_client, author_client, stranger, reader_client, saved_twice
):
    address = f"{revisions_address(saved_twice)}1/restore/"
    assert editor_client.get(address).status_code == 405
    assert "login" in stranger.post(address)["Location"]
    assert reader_client.post(address).status_code in (302, 403)
    assert author_client.post(address).status_code == 403
    assert author_client.get(revisions_address(saved_twice)).status_code == 403
    assert editor_client.get(f"{revisions_address(saved_twice)}compare/?new=99").status_code == 404
    assert editor_client.get(f"{revisions_address(saved_twice)}compare/?new=nonsense").status_code == 404
    saved_twice.refresh_from_db()
    assert "tanks" in saved_twice.why


def test_restoring_what_readers_would_miss_is_refused_in_words(editor_client, press):
    essay = EssayFactory(body="")
    press("_save", editor_client, form_address(essay), body="<p>Words.</p>")
    press("_publish", editor_client, form_address(essay))
    answer = editor_client.post(f"{revisions_address(essay)}1/restore/", follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert "Words." in Essay.objects.get().body


def queries(client, post):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(revisions_address(post)).status_code == 200
    return len(captured)


def test_the_list_of_revisions_asks_the_same_however_many_there_are(editor_client, saved_twice):
    few = queries(editor_client, saved_twice)
    newest = saved_twice.revisions.first()
    Revision.objects.bulk_create(
        Revision(
            post=saved_twice,
            number=number,
            made_at=newest.made_at,
            by=newest.by,
            snapshot=newest.snapshot,
            digest=newest.digest,
        )
        for number in range(3, 100)
    )
    assert queries(editor_client, saved_twice) <= few + 1
    assert few < 30
