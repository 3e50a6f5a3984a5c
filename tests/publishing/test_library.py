"""The library of pictures on the desk: found, described, replaced, let go of."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from blog.actions.pictures import store_picture
from blog.actions.renditions import make_renditions
from blog.models import Picture
from tests.factories import EssayFactory, RoleFactory, refreshed_together
from tests.pictures.files import photograph, png_of, upload

LIBRARY, ADD, DESCRIBE = "/admin/blog/picture/", "/admin/blog/picture/add/", "/admin/blog/picture/describe/"
FIND = "/admin/blog/picture/find/"


def a_picture(n=0, **words):
    return store_picture(photograph(40 + n, 30), **words)


def showing(picture):
    return f'<figure><img src="/media/x.jpg" data-picture="{picture.pk}" alt="x"></figure>'


def form_of(picture):
    return f"{LIBRARY}{picture.pk}/change/"


def shown_by(answer):
    """The numbers of the pictures on a page of the library."""
    page = html.fromstring(answer.content.decode())
    return {int(value) for value in page.xpath("//input[@name='_selected_action']/@value")}


def words_sent(*pictures, **words):
    rows = {"form-TOTAL_FORMS": len(pictures), "form-INITIAL_FORMS": len(pictures)}
    for n, picture in enumerate(pictures):
        rows |= {f"form-{n}-id": picture.pk} | {f"form-{n}-{name}": value for name, value in words.items()}
    return rows


# The list


@pytest.fixture
def four(db):
    cover, text, loose, silent = (
        a_picture(0, alt="A bridge", credit="Mara Lind"),
        a_picture(700, alt="A river", caption="In spring"),
        a_picture(2000, is_decorative=True),
        a_picture(3),
    )
    EssayFactory(cover=cover, body=showing(text))
    return {"cover": cover, "text": text, "loose": loose, "silent": silent}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "cover text loose silent"),
        ({"q": "lind BRIDGE"}, "cover"),
        ({"q": "spring"}, "text"),
        ({"q": "picture-"}, "cover text loose silent"),
        ({"use": "unused"}, "loose silent"),
        ({"use": "used"}, "cover text"),
        ({"words": "none"}, "silent"),
        ({"words": "decorative"}, "loose"),
        ({"words": "described"}, "cover text"),
        ({"words": "uncredited"}, "text loose silent"),
        ({"kind": "jpg"}, "cover text loose silent"),
        ({"kind": "png"}, ""),
        ({"width": "small"}, "cover silent"),
        ({"width": "medium"}, "text"),
        ({"width": "large"}, "loose"),
        ({"use": "nonsense"}, "cover text loose silent"),
        ({"uploaded_at__gte": "2000-01-01 00:00:00+00:00"}, "cover text loose silent"),
    ],
)
def test_the_library_is_searched_and_narrowed(editor_client, four, asked, found):
    assert shown_by(editor_client.get(LIBRARY, asked)) == {four[name].pk for name in found.split()}


def test_the_library_says_how_often_each_is_used(editor_client, four):
    page = editor_client.get(LIBRARY).content.decode()
    assert (page.count("in one place"), page.count("used nowhere")) == (2, 2 + 2)  # and the filter, and the act
    assert page.count("no words") == 1


def test_a_full_page_asks_the_database_no_more_than_a_short_one(editor_client, four):
    def count(address):
        editor_client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert editor_client.get(address).status_code == 200
        return len(queries)

    few = {address: count(address) for address in (LIBRARY, LIBRARY + "?use=unused", FIND, form_of(four["text"]))}
    with refreshed_together():
        for n in range(20):
            make_renditions.call(a_picture(10 + n).pk)
            EssayFactory(body=showing(four["text"]), cover=four["text"])
    for address, number in few.items():
        assert count(address) == number <= 30, address


# In


def test_several_files_come_in_at_once_and_what_is_bad_is_named(author_client, author):
    bomb = upload(png_of(30_000, 30_000), "bomb.png")
    sent = {"upload": [photograph(50, 40), bomb, photograph(60, 40)], "credit": "Mara Lind", "licence": "CC0 1.0"}
    answer = author_client.post(ADD, sent, follow=True)
    pictures = Picture.objects.order_by("pk")
    assert [picture.width for picture in pictures] == [50, 60]
    assert {(picture.credit, picture.licence, picture.uploaded_by) for picture in pictures} == {
        ("Mara Lind", "CC0 1.0", author)
    }
    page = answer.content.decode()
    assert "“bomb.png”: This picture has more than 50 million pixels." in page
    assert page.count('name="form-0-alt"') == page.count('name="form-1-alt"') == 1


def test_what_the_new_ones_show_is_asked(author_client):
    author_client.post(ADD, {"upload": [photograph(50, 40), photograph(60, 40)]})
    first, second = Picture.objects.order_by("pk")
    answer = author_client.post(DESCRIBE, words_sent(first, second) | {"form-0-alt": "A desk"})
    assert answer.status_code == 422
    assert "Say what it shows, or mark it as decorative." in answer.content.decode()
    assert 'value="A desk"' in answer.content.decode()
    assert not Picture.objects.exclude(alt="").exists()
    both = words_sent(first, second) | {"form-0-alt": "A desk", "form-1-is_decorative": "on", "form-1-caption": "Mine"}
    assert author_client.post(DESCRIBE, both).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.alt, second.is_decorative, second.caption) == ("A desk", True, "Mine")


def test_nobody_describes_the_pictures_of_others_unless_they_may(author_client, moderator_client, stranger):
    picture = a_picture()
    for client in (author_client, moderator_client):
        assert client.get(DESCRIBE, {"of": picture.pk}).status_code == 403
        assert client.post(DESCRIBE, words_sent(picture, alt="Mine")).status_code == 403
    assert stranger.post(DESCRIBE, words_sent(picture, alt="Mine")).status_code == 302
    assert not Picture.objects.exclude(alt="").exists()


def test_words_without_the_rest_of_their_form_are_no_error(editor_client):
    picture = a_picture()
    assert editor_client.post(DESCRIBE, {"of": picture.pk}).status_code == 422
    assert editor_client.post(DESCRIBE, {"form-0-id": picture.pk, "form-0-alt": "x"}).status_code == 422


@pytest.mark.parametrize("asked", ["", "?of=x", "?of=99999999", f"?of={'9' * 40}"])
def test_nothing_to_describe_is_no_page(editor_client, asked):
    assert editor_client.get(DESCRIBE + asked).status_code == 403


def test_without_a_file_that_can_be_taken_nothing_is_added(author_client):
    answer = author_client.post(ADD, {"credit": "Mara Lind"})
    assert answer.status_code == 422
    assert "Choose a picture first." in answer.content.decode()
    assert 'value="Mara Lind"' in answer.content.decode()
    assert author_client.post(ADD, {"upload": upload(b"text", "a.txt")}).status_code == 422


def test_script_sends_one_after_the_other_and_hears_what_is_wrong(author_client):
    def send(file):
        return author_client.post(ADD, {"upload": file}, headers={"Accept": "application/json"})

    same = photograph(50, 40)
    told = send(same).json()
    assert (told["id"], told["is_known"], told["may_describe"]) == (Picture.objects.get().pk, False, True)
    same.seek(0)
    assert send(same).json()["is_known"]
    bad = send(SimpleUploadedFile("a.svg", b"<svg onload=alert(1)>"))
    assert (bad.status_code, bad.json().keys()) == (400, {"error"})


def test_adding_wants_somebody_who_may(moderator_client, stranger):
    for client, status in ((moderator_client, 403), (stranger, 302)):
        assert client.post(ADD, {"upload": photograph(50, 40)}).status_code == status
        assert client.get(ADD).status_code == status
    assert not Picture.objects.exists()


# One


def sent_with(picture, **fields):
    return {"alt": picture.alt, "focal_x": "0.5", "focal_y": "0.5", **fields}


def test_a_picture_gets_another_file_and_keeps_its_words(editor_client, run_followups):
    picture = a_picture(alt="A wall")
    old = picture.file.name
    answer = editor_client.post(form_of(picture), sent_with(picture, new_file=photograph(90, 60)))
    assert answer.status_code == 302
    run_followups()
    picture.refresh_from_db()
    assert (picture.width, picture.alt) == (90, "A wall")
    assert old in picture.former_files.values_list("file", flat=True)


def test_a_bad_file_is_explained_and_what_was_typed_stays(editor_client):
    picture = a_picture(alt="A wall")
    bad = SimpleUploadedFile("a.jpg", b"nothing")
    page = editor_client.post(form_of(picture), sent_with(picture, new_file=bad, caption="New")).content.decode()
    assert "not a picture we can read" in page
    assert 'value="New"' in page
    picture.refresh_from_db()
    assert (picture.width, picture.caption) == (40, "")


def test_the_focal_point_moves_every_cut(editor_client, client):
    picture = a_picture(alt="A wall")
    role = RoleFactory(published=True, cover=picture)
    assert "focus-x" not in client.get("/").content.decode()
    sent = sent_with(picture, focal_x="0.2", focal_y="0.8")
    assert editor_client.post(form_of(picture), sent).status_code == 302
    for address in ("/", role.get_absolute_url()):
        assert "focus-x-2 focus-y-8" in client.get(address).content.decode()
    assert "object-position: 20% 80%" in editor_client.get(form_of(picture)).content.decode()
    assert editor_client.post(form_of(picture), sent | {"focal_x": "1.5"}).status_code == 200
    picture.refresh_from_db()
    assert picture.focal_x == 0.2


def test_credit_and_licence_stand_below_the_picture_in_a_text(editor_client, client, run_followups):
    picture = a_picture(alt="A wall")
    essay = EssayFactory(published=True, body=showing(picture))
    assert "figcaption" not in client.get(essay.get_absolute_url()).content.decode()
    editor_client.post(form_of(picture), sent_with(picture, credit="Mara & Co", licence="CC BY 4.0"))
    run_followups()
    assert "Picture: Mara &amp; Co, CC BY 4.0" in client.get(essay.get_absolute_url()).content.decode()


def test_a_picture_says_where_it_is_used_as_far_as_one_may_know(editor_client, author_client):
    picture = a_picture(alt="A wall")
    RoleFactory(title="Mason", cover=picture, why=showing(picture))
    page = editor_client.get(form_of(picture)).content.decode()
    assert page.count(">Mason</a>") == 2
    assert "why it matters" in page
    other = author_client.get(form_of(picture)).content.decode()
    assert "Mason" not in other
    assert "Where you may not look." in other


# Out


def test_used_ones_are_protected_and_the_others_go_after_a_question(editor_client, four):
    chosen = {"action": "delete_unused", "_selected_action": [picture.pk for picture in four.values()]}
    page = editor_client.post(LIBRARY, chosen).content.decode()
    assert "2 pictures go" in page
    assert "These stay" in page
    assert Picture.objects.count() == 4
    answer = editor_client.post(LIBRARY, chosen | {"post": "yes"}, follow=True)
    assert "2 pictures are gone." in answer.content.decode()
    assert set(Picture.objects.all()) == {four["cover"], four["text"]}


def test_one_that_is_used_is_not_deleted_by_its_own_page_either(editor_client, four):
    address = reverse("admin:blog_picture_delete", args=[four["text"].pk])
    assert "text of" in editor_client.get(address).content.decode()
    assert editor_client.post(address, {"post": "yes"}).status_code == 200
    assert Picture.objects.count() == 4
    loose = reverse("admin:blog_picture_delete", args=[four["loose"].pk])
    assert editor_client.post(loose, {"post": "yes"}).status_code == 302
    assert Picture.objects.count() == 3


def test_authors_delete_none(author_client, four):
    chosen = {"action": "delete_unused", "_selected_action": [four["loose"].pk], "post": "yes"}
    author_client.post(LIBRARY, chosen)
    assert Picture.objects.count() == 4


# For texts and covers


def test_a_picture_is_found_for_a_text(author_client, four):
    make_renditions.call(four["text"].pk)
    told = author_client.get(FIND, {"q": "river"}).json()
    [found] = told["pictures"]
    assert (found["id"], found["alt"], found["caption"], told["next"]) == (
        four["text"].pk,
        "A river",
        "In spring",
        None,
    )
    assert found["thumbnail"].endswith(".webp")
    assert found["src"] == four["text"].file.url
    assert [one["id"] for one in author_client.get(FIND, {"of": four["cover"].pk}).json()["pictures"]] == [
        four["cover"].pk
    ]


@pytest.mark.parametrize("asked", ["?page=x", "?page=-1", f"?page={'9' * 30}", "?of=x", "?q=%00", "?page=0"])
def test_odd_questions_are_answered(author_client, four, asked):
    assert author_client.get(FIND + asked).status_code == 200


def test_the_library_is_paged(author_client, db):
    for n in range(25):
        a_picture(n)
    assert author_client.get(FIND).json()["next"] == 2
    assert len(author_client.get(FIND, {"page": 2}).json()["pictures"]) == 1


def test_finding_is_for_those_at_the_desk(stranger, reader_client, moderator_client, editor_client):
    assert stranger.get(FIND).status_code == 302
    assert reader_client.get(FIND, follow=True).status_code == 403
    assert moderator_client.get(FIND).status_code == 403
    assert editor_client.post(FIND).status_code == 405
