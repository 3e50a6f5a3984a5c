"""The site in another language: its words, the way it is written, its dates and numbers."""

import datetime

import pytest

from tests.factories import EssayFactory, RoleFactory

from .page import tree, words

pytestmark = pytest.mark.django_db

PAGES = {
    "/": ("Mittwoch, 5. März", "الأربعاء 5 مارس"),
    "/roles/": ("Berufe", "المهن"),
    "/roles/analyst/": ("Warum es zählt", "لماذا تهمّ"),
    "/roles/analyst/comment/": ("Einen Kommentar schreiben", "اكتب تعليقًا"),
    "/search/?q=analyst": ("Suche", "البحث"),
    "/match/": ("Fähigkeiten", "المهارات"),
    "/compare/": ("Berufe", "المهن"),
    "/wishes/": ("Wünsche", "أمنيات"),
    "/accounts/login/": ("Passwort", "كلمة مرور"),
    "/nothing-here/": ("Hier ist keine Seite", "لا توجد صفحة هنا"),
}
LANGUAGES = [("de", "ltr"), ("ar", "rtl")]


@pytest.fixture
def analyst():
    when = datetime.datetime(2025, 3, 5, 9, tzinfo=datetime.UTC)
    EssayFactory(published=True)
    return RoleFactory(published=True, publish_at=when, title="Analyst", slug="analyst")


@pytest.mark.parametrize("number", [0, 1], ids=["de", "ar"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_speaks_the_language_of_the_site(client, settings, analyst, path, number):
    settings.LANGUAGE_CODE, direction = LANGUAGES[number]
    response = client.get(path)
    html = tree(response)
    assert (html.get("lang"), html.get("dir")) == (settings.LANGUAGE_CODE, direction)
    assert PAGES[path][number] in words(response, "//body")


@pytest.mark.parametrize(
    ("language", "day"), [("en-gb", "5 March 2025"), ("de", "5. März 2025"), ("ar", "5 مارس 2025")]
)
def test_a_date_is_written_as_the_language_has_it(client, settings, analyst, language, day):
    settings.LANGUAGE_CODE = language
    assert day in words(client.get("/roles/analyst/"))


def test_a_site_that_changes_its_language_shows_nothing_of_the_former(client, settings, analyst):
    assert "Warum es zählt" not in words(client.get("/roles/analyst/"))
    settings.LANGUAGE_CODE = "de"
    assert "Warum es zählt" in words(client.get("/roles/analyst/"))


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("de", 1, "Bisher 1 Beruf."),
        ("de", 2, "Bisher 2 Berufe."),
        ("ar", 1, "مهنة واحدة حتى الآن."),
        ("ar", 2, "مهنتان حتى الآن."),
        ("ar", 3, "3 مهن حتى الآن."),
        ("ar", 11, "11 مهنة حتى الآن."),
    ],
)
def test_numbers_of_things_have_the_forms_of_the_language(client, settings, language, number, said):
    settings.LANGUAGE_CODE = language
    RoleFactory.create_batch(number, published=True)
    assert said in words(client.get("/roles/"))
