"""The translations under locale/: what translators write is what readers get."""

import gettext
import re

import pytest
from django.utils import translation

from accounts.models import User
from blog.models import Pay, Post, Relation, Resource, RoleSkill, Skill, WayIn

from .catalogue import LOCALE, entries, forms_of, messages_of

PATHS = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
each_catalogue = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parts[-3])
PLACE = re.compile(r"%\(\w+\)[sd]|%%")
TAG = re.compile(r"</?\w+[^>]*>")
FOR_READERS = re.compile(
    r"accounts/|blog/(reading|commenting|belonging|contributing|wishing)/|blog/models/(section_texts|slugs)\.py"
    r"|templates/(reading|commenting|belonging|contributing|wishing|account|mfa|usersessions|socialaccount|_parts)/"
    r"|templates/emails/(?!desk_|review_|empty_day|standstill)"
)


def test_one_language_is_written_to_the_right_and_one_to_the_left():
    assert {"ar", "de"} <= {path.parts[-3] for path in PATHS}


@each_catalogue
def test_the_machine_reads_what_the_translators_wrote(path):
    with path.with_suffix(".mo").open("rb") as file:
        made = gettext.GNUTranslations(file)._catalog
    told = f"Make the .mo anew: manage.py compilemessages --locale {path.parts[-3]}"
    assert {key: text for key, text in made.items() if key} == {
        key: text for key, text in messages_of(path).items() if key
    }, told


@each_catalogue
def test_every_plural_has_all_its_forms(path):
    header, *messages = entries(path)
    number = int(re.search(r"nplurals=(\d)", header["msgstr"])[1])
    for entry in messages:
        if "msgid_plural" in entry and any(forms_of(entry)):
            assert len([text for text in forms_of(entry) if text]) == number, entry["msgid"]


@each_catalogue
def test_translations_fill_in_what_the_original_fills_in(path):
    for entry in list(entries(path))[1:]:
        known = set(PLACE.findall(entry["msgid"] + entry.get("msgid_plural", "")))
        for text in filter(None, forms_of(entry)):
            assert set(PLACE.findall(text)) <= known, entry["msgid"]
        if "msgid_plural" not in entry and entry["msgstr"]:
            assert set(PLACE.findall(entry["msgstr"])) == known, entry["msgid"]


@each_catalogue
def test_translations_keep_the_tags_of_the_original(path):
    for entry in list(entries(path))[1:]:
        for text in filter(None, forms_of(entry)):
            assert sorted(TAG.findall(text)) == sorted(TAG.findall(entry["msgid"])), entry["msgid"]


# Their labels stand on pages to read.
CHOICES = [
    *(Post.EntryLevel, Post.WorkPattern, Post.WorkPlace, Post.Outlook, WayIn.Route, Pay.Stage, Pay.Period),
    *(Resource.Kind, Resource.Cost, Resource.Level, Skill.Kind, RoleSkill.Need, Relation.Kind, User.Standing),
]


@each_catalogue
def test_what_a_page_says_of_a_choice_is_translated(path):
    known = messages_of(path)
    with translation.override(None):
        assert not [label for choices in CHOICES for label in choices.labels if str(label) not in known]


@each_catalogue
def test_what_readers_meet_is_translated(path):
    """Pages of readers and the letters to them. The desk may wait."""
    waiting = [
        message["msgid"]
        for message in list(entries(path))[1:]
        if any(map(FOR_READERS.match, message["places"])) and (message["is_fuzzy"] or not all(forms_of(message)))
    ]
    assert not waiting
