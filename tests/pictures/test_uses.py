"""Where pictures are used: an index that follows each save, and what it protects."""

import importlib

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog import followups
from blog.actions.library import delete_pictures, save_words
from blog.actions.pictures import store_picture
from blog.actions.posts import refresh_post
from blog.models import Picture, PictureUse, Sheet
from blog.models.pictures import count_uses, showing_fields
from tests.factories import AuthorFactory, EssayFactory, RoleFactory, UserFactory

from . import files

pytestmark = pytest.mark.django_db


def a_picture(n=0, **words):
    return store_picture(files.photograph(40 + n, 30), **words)


def showing(*pictures):
    return "".join(
        f'<figure><img src="/media/x.jpg" data-picture="{picture.pk}" alt="x"></figure>' for picture in pictures
    )


def test_covers_portraits_and_every_text_of_a_role_count():
    cover, portrait, text, none = (a_picture(n) for n in range(4))
    AuthorFactory(picture=portrait)
    RoleFactory(cover=cover, why=showing(text), body=showing(text, text))
    assert count_uses([cover.pk, portrait.pk, text.pk, none.pk]) == {cover.pk: 1, portrait.pk: 1, text.pk: 2}
    assert set(Picture.objects.unused()) == {none}
    assert set(Picture.objects.used()) == {cover, portrait, text}


def test_all_that_shows_pictures_by_a_key_is_known():
    assert {(field.model._meta.model_name, field.name) for field in showing_fields()} >= {
        ("post", "cover"),
        ("author", "picture"),
    }


def test_what_left_a_text_is_remembered_as_shown_before_and_comes_back():
    picture = a_picture()
    essay = EssayFactory(body=showing(picture))
    for body, is_current in (("<p>No more.</p>", False), (showing(picture), True)):
        essay.body = body
        essay.save()
        refresh_post(essay)
        assert PictureUse.objects.get().is_current is is_current


def test_a_number_that_is_no_picture_is_no_use():
    EssayFactory(body='<figure><img src="/media/x.jpg" data-picture="999999" alt="x"></figure>')
    assert not PictureUse.objects.exists()


def test_a_deleted_post_shows_nothing_any_more():
    picture = a_picture()
    EssayFactory(body=showing(picture)).delete()
    assert set(Picture.objects.unused()) == {picture}


def test_the_index_costs_a_post_without_pictures_one_query():
    essay, picture = EssayFactory(), a_picture()
    with CaptureQueriesContext(connection) as without:
        refresh_post(essay)
    shown = EssayFactory(body=showing(picture))
    with CaptureQueriesContext(connection) as with_picture:
        refresh_post(shown)
    assert sum("blog_pictureuse" in query["sql"] for query in without) == 1
    assert sum("blog_pictureuse" in query["sql"] for query in with_picture) == 1


def test_posts_and_pictures_from_before_the_index_are_found_by_its_migration():
    picture, role = a_picture(alt="Ein ÄPFELBAUM"), RoleFactory()
    type(role).objects.filter(pk=role.pk).update(why=showing(picture))
    Picture.objects.update(folded="")
    importlib.import_module("blog.migrations.0014_fill_picture_library").fill(apps, None)
    assert PictureUse.objects.get().place == "why"
    assert Picture.objects.with_words("äpfel").get() == picture


def test_words_are_found_in_any_case_and_all_of_them_are_wanted():
    apple = a_picture(0, alt="Äpfel on a table", credit="Mara Lind", licence="CC BY 4.0", caption="100 %_fresh")
    a_picture(1, alt="A table")
    for asked in ("ÄPFEL", "table mara", "cc by", "%_FRESH", apple.file_name, "pict"):
        assert apple in Picture.objects.with_words(asked), asked
    assert set(Picture.objects.with_words("table lind")) == {apple}
    assert not Picture.objects.with_words("pear").exists()
    assert Picture.objects.with_words("\0 ").count() == 2


def test_only_what_nothing_shows_is_deleted():
    cover, text, written, none = (a_picture(n) for n in range(4))
    essay = EssayFactory(cover=cover, body=showing(text))
    typed = {"body": [showing(written)], "cover": [""]}
    Sheet.objects.create(user=UserFactory(), kind="essay", typed=typed, seen_at=essay.created_at)
    assert delete_pictures([each.pk for each in (cover, text, written, none)]) == 1
    assert set(Picture.objects.all()) == {cover, text, written}


def test_new_words_reach_the_texts_that_show_the_picture():
    picture = a_picture()
    essay = EssayFactory(body=f'<figure><img src="/media/x.jpg" data-picture="{picture.pk}" alt=""></figure>')
    save_words(picture, alt="A tree", credit="Mara Lind", licence="CC0 1.0")
    followups.run_all()
    essay.refresh_from_db()
    assert 'alt="A tree"' in essay.rendered["body"]
    assert "Picture: Mara Lind, CC0 1.0</span></figcaption>" in essay.rendered["body"]
