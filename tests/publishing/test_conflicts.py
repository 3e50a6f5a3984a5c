"""Two people on one post: nobody overwrites the other unasked, and nothing typed is lost."""

import pytest
from lxml import html

from blog.models import Picture, Role
from tests.factories import EssayFactory, RoleFactory
from tests.pictures.files import photograph

from .addresses import form_address
from .forms import add_rows, form_of

pytestmark = pytest.mark.django_db

SAVE = {"_save": "1"}


@pytest.fixture
def role():
    return RoleFactory(title="Data Engineer", standfirst="Old words.", perks=["Calm", "Pay"])


@pytest.fixture
def both(editor_client, owner_client, role):
    """both(mine={...}, theirs={...}): two forms opened, theirs saved first; the answer to mine."""

    def save(mine, theirs, verb="_save", change=None, change_theirs=None):
        address = form_address(role)
        my_form, their_form = (form_of(client.get(address)) for client in (editor_client, owner_client))
        if change_theirs:
            change_theirs(their_form)
        if change:
            change(my_form)
        assert owner_client.post(address, their_form | theirs | SAVE).status_code == 302
        return editor_client.post(address, my_form | mine | {verb: "1"})

    return save


def choices(answer):
    """{part: the choice that is ticked, or empty}"""
    page = html.fromstring(answer.content.decode())
    found = {}
    for radio in page.xpath("//input[@type='radio']"):
        name = radio.get("name").removeprefix("_take-")
        found[name] = found.get(name) or (radio.get("value") if radio.get("checked") is not None else "")
    return found


def settle(client, role, answer, how, **taken):
    return client.post(
        form_address(role),
        form_of(answer) | {"_settle": how} | {f"_take-{name}": choice for name, choice in taken.items()},
    )


def test_the_second_save_over_a_newer_version_is_asked_and_nothing_is_overwritten(both, role):
    answer = both({"title": "Mine"}, {"title": "Theirs"})
    assert answer.status_code == 409
    assert choices(answer) == {"title": ""}  # both changed it: nobody chooses for them
    said = answer.content.decode()
    assert "Owner saved this post" in said
    role.refresh_from_db()
    assert role.title == "Theirs"
    assert form_of(answer)["title"] == "Mine"


@pytest.mark.parametrize(("how", "title"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_all_of_mine_or_all_of_theirs_is_one_press(editor_client, both, role, how, title):
    answer = settle(editor_client, role, both({"title": "Mine"}, {"title": "Theirs"}), how)
    assert answer.status_code == 302
    role.refresh_from_db()
    assert role.title == title
    assert "Theirs" in [revision.snapshot["fields"]["title"] for revision in role.revisions.all()]


@pytest.mark.parametrize(("how", "links"), [("mine", 0), ("theirs", 1)])
def test_what_was_typed_and_not_taken_stays_offered(editor_client, both, role, how, links):
    settle(editor_client, role, both({"title": "Mine"}, {"title": "Theirs"}), how)
    page = html.fromstring(editor_client.get(form_address(role)).content.decode())
    again = page.xpath("//*[@data-offered]//a/@href")
    assert len(again) == links
    assert [form_of(editor_client.get(address))["title"] for address in again] == ["Mine"] * links


def test_field_by_field_the_changes_of_each_are_ticked_already(editor_client, both, role):
    answer = both({"headline": "My headline"}, {"standfirst": "Their words."})
    assert choices(answer) == {"headline": "mine", "standfirst": "theirs"}
    settle(editor_client, role, answer, "chosen", **choices(answer))
    role.refresh_from_db()
    assert (role.headline, role.standfirst) == ("My headline", "Their words.")


def test_nothing_is_saved_until_each_part_is_chosen(editor_client, both, role):
    answer = settle(editor_client, role, both({"title": "Mine"}, {"title": "Theirs"}), "chosen")
    assert answer.status_code == 409
    assert "Choose for each part first." in answer.content.decode()
    assert form_of(answer)["title"] == "Mine"


def titles(rows):
    return [row.title for row in rows.all()]


@pytest.mark.parametrize(("choice", "perks"), [("mine", ["Very calm", "Pay", "Mine"]), ("theirs", ["Calm", "Theirs"])])
def test_a_list_is_chosen_as_a_whole(editor_client, both, role, choice, perks):
    def theirs(fields):
        fields["perks-1-DELETE"] = "on"
        add_rows(fields, "perks", {"title": "Theirs", "position": 3})

    def mine(fields):
        fields["perks-0-title"] = "Very calm"
        add_rows(fields, "perks", {"title": "Mine", "position": 3})

    answer = both({}, {}, change=mine, change_theirs=theirs)
    assert choices(answer) == {"perks": ""}
    assert settle(editor_client, role, answer, "chosen", perks=choice).status_code == 302
    assert titles(role.perks) == perks


def test_two_who_typed_the_same_are_not_asked(both, role):
    assert both({"title": "Same"}, {"title": "Same"}).status_code == 302


def test_rows_one_has_not_touched_do_not_bring_back_what_the_other_took_out(editor_client, both, role):
    answer = both({"headline": "Mine"}, {"perks-0-DELETE": "on"})
    assert choices(answer) == {"headline": "mine", "perks": "theirs"}
    assert settle(editor_client, role, answer, "chosen", **choices(answer)).status_code == 302
    assert titles(role.perks) == ["Pay"]


def test_the_button_that_was_pressed_is_still_pressed_after_the_choice(editor_client, both, role):
    answer = both({"title": "Mine"}, {"title": "Theirs"}, verb="_publish")
    settle(editor_client, role, answer, "mine")
    role.refresh_from_db()
    assert role.is_public()
    assert role.title == "Mine"


def test_a_third_save_during_the_choice_is_asked_about_as_well(editor_client, owner_client, both, press, role):
    answer = both({"title": "Mine"}, {"title": "Theirs"})
    press("_save", owner_client, form_address(role), title="Later still")
    again = settle(editor_client, role, answer, "mine")
    assert again.status_code == 409
    assert Role.objects.get(pk=role.pk).title == "Later still"
    settle(editor_client, role, again, "mine")
    assert Role.objects.get(pk=role.pk).title == "Mine"


def test_what_cannot_be_saved_as_typed_comes_back_in_the_form(editor_client, both, role):
    answer = both({"reviewed_on": "nonsense"}, {"title": "Theirs"})
    assert choices(answer) == {"title": "theirs", "reviewed_on": "mine"}
    form = settle(editor_client, role, answer, "chosen", **choices(answer))
    assert form.status_code == 200
    assert form_of(form)["reviewed_on"] == "nonsense"
    assert form_of(form)["title"] == "Theirs"


def test_a_picture_sent_with_a_save_that_was_asked_about_is_not_lost(editor_client, both, role):
    answer = both({"new_cover": photograph(80, 60), "title": "Mine", "cover_alt": "A bridge"}, {"title": "Theirs"})
    settle(editor_client, role, answer, "mine")
    role.refresh_from_db()
    assert role.cover == Picture.objects.get()


def test_publishing_alone_asks_nothing_of_who_writes(editor_client, owner_client, press, role):
    mine = form_of(editor_client.get(form_address(role)))
    press("_publish", owner_client, form_address(role))
    assert editor_client.post(form_address(role), mine | {"headline": "Mine"} | SAVE).status_code == 302
    role.refresh_from_db()
    assert (role.headline, role.is_public()) == ("Mine", True)


def test_an_essay_is_asked_about_like_a_role(editor_client, owner_client, press):
    essay = EssayFactory(body="<p>Old.</p>")
    mine = form_of(editor_client.get(form_address(essay)))
    press("_save", owner_client, form_address(essay), body="<p>Theirs.</p>")
    answer = editor_client.post(form_address(essay), mine | {"body": "<p>Mine.</p>"} | SAVE)
    assert choices(answer) == {"body": ""}
    settle(editor_client, essay, answer, "mine")
    essay.refresh_from_db()
    assert essay.body == "<p>Mine.</p>"
