"""A pasted or typed text into the form of a role: what goes where, and that nothing is lost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from blog.models import Role, Sheet, Skill
from tests.factories import CategoryFactory, ResourceFactory, RoleFactory, SeriesFactory, SkillFactory

from .addresses import ADD_ROLE, form_address
from .forms import add_rows, form_of

pytestmark = pytest.mark.django_db

FROM_TEXT = "/admin/blog/role/sheets/from-text/"
POST = """Pipe Layer (day 35)

How to Become a Pipe Layer: Water's Best Friend

Water has to come from somewhere, and somebody has to bring it.

Why It Matters

Without pipes, no tea.

What Does a Pipe Layer Do?

They dig, and lay.

Skills You Need

1. Welding: Two pipes become one.

2. Patience: Trenches are long.

Perks of Being a Pipe Layer

1. Fresh Air: All day.

How to Get Started

Call the works: Ask for a day.

Final Thoughts

A calm job.

Water always finds you.

Comments

Popular posts from this blog

Baker (day 30)
"""
NOTES = """Title: Pipe Layer
Tags: water, pipes
Category: Web
In short: Lays the pipes others forget.
Why it matters
Without pipes, no tea.
What they do: they dig, and lay.
Skills: Welding, Reading plans, Patience
Perks
- Fresh air: all day
- Paid well
Drawbacks: wet feet, early mornings
How to get started
1. Call the works (free, first hour): ask for a day
Useful links
- [Pipe book](https://example.org/pipes) (book, free): a good one
Final thoughts
A calm job.
The moon landing
It has nothing to do with pipes.
"""


@pytest.fixture
def year():
    return SeriesFactory(slots=40)


def sort(client, address, text, **typed):
    """Sort a text into the form at `address`; the page it comes back on."""
    fields = form_of(client.get(address)) | {"from_text": text} | typed
    answer = client.post(FROM_TEXT, fields)
    assert answer.status_code == 302
    return client.get(answer["Location"].partition("#")[0])


def names(fields, prefix, key):
    return [fields[f"{prefix}-{n}-{key}"] for n in range(int(fields[f"{prefix}-TOTAL_FORMS"]))]


def told(page):
    [section] = html.fromstring(page.content.decode()).xpath("//section[contains(@class, 'told')]")
    return " ".join(section.text_content().split())


def test_a_finished_text_fills_the_form_of_a_new_role_and_nothing_is_saved(editor_client, year):
    page = sort(editor_client, ADD_ROLE, POST)
    fields = form_of(page)
    assert (fields["title"], fields["headline"]) == ("Pipe Layer", "How to Become a Pipe Layer: Water's Best Friend")
    assert fields["standfirst"].strip() == "Water has to come from somewhere, and somebody has to bring it."
    assert fields["slot"] == str(year.slots.get(day=35).pk)
    assert fields["why"].strip() == "<p>Without pipes, no tea.</p>"
    assert fields["closing_line"] == "Water always finds you."
    assert names(fields, "role_skills", "skill") == ["Welding", "Patience"]
    assert names(fields, "steps", "title") == ["Call the works"]
    assert "Baker (day 30)" in fields["body"]
    assert not Role.objects.exists()
    assert not Skill.objects.exists()
    said = told(page)
    for expected in ("Skills You Need", "that day is chosen", "New skills, made when you save: Welding, Patience."):
        assert expected in said
    assert "Not understood" in said

    answer = editor_client.post(ADD_ROLE, fields | {"_save": "1"})
    assert answer.status_code == 302
    role = Role.objects.get()
    assert [(row.skill.name, row.sentence) for row in role.role_skills.all()] == [
        ("Welding", "Two pipes become one."),
        ("Patience", "Trenches are long."),
    ]
    assert role.day == 35
    assert Sheet.objects.get().told is None


def test_notes_typed_line_by_line_are_understood_and_the_rest_is_kept(editor_client, year):
    category = CategoryFactory(name="Web", slug="web")
    SkillFactory(name="Weldings")
    fields = form_of(page := sort(editor_client, ADD_ROLE, NOTES))
    assert (fields["title"], fields["tags"], fields["category"]) == ("Pipe Layer", "water, pipes", str(category.pk))
    assert fields["standfirst"].strip() == "Lays the pipes others forget."
    assert names(fields, "role_skills", "skill") == ["Welding", "Reading plans", "Patience"]
    assert names(fields, "perks", "title") == ["Fresh air", "Paid well"]
    assert names(fields, "drawbacks", "title") == ["wet feet", "early mornings"]
    assert (fields["steps-0-is_first_hour"], fields["steps-0-is_free"]) == ("on", "on")
    assert (fields["role_resources-0-resource"], fields["role_resources-0-url"]) == (
        "Pipe book",
        "https://example.org/pipes",
    )
    assert (fields["role_resources-0-kind"], fields["role_resources-0-cost"]) == ("book", "free")
    assert "moon landing" in fields["final"] + fields["body"]
    assert "“Welding” is nearly the same as “Weldings”." in told(page)


def test_html_is_sorted_as_the_same_text_is(editor_client, year):
    page = sort(
        editor_client,
        ADD_ROLE,
        "<h1>Pipe Layer</h1><h2>Why it matters</h2><p>Tea &amp; <b>water</b>.</p><script>alert(1)</script>"
        "<h2>Perks</h2><ul><li><b>Fresh air</b>: all day</li></ul>",
    )
    fields = form_of(page)
    assert fields["title"] == "Pipe Layer"
    assert fields["why"].strip() == "<p>Tea &amp; <strong>water</strong>.</p>"
    assert names(fields, "perks", "title") == ["Fresh air"]
    assert "alert(1)" not in fields["why"] + fields["body"]


def test_a_text_is_added_to_a_draft_or_takes_its_place(editor_client):
    role = RoleFactory(title="Pipe Layer", perks=["Calm"], skills=["Welding"], why="<p>Old.</p>", headline="Old")
    text = "New headline\n\n" + POST.partition("\n\n")[2].partition("\n\n")[2]
    fields = form_of(page := sort(editor_client, form_address(role), text))
    assert fields["why"].strip() == "<p>Old.</p>\n<p>Without pipes, no tea.</p>"
    assert fields["headline"] == "Old"
    assert "New headline" in fields["body"]
    assert "there is one already" in told(page)
    assert names(fields, "perks", "title") == ["Calm", "Fresh Air"]
    assert names(fields, "role_skills", "skill") == ["Welding", "Patience"]
    assert "Two pipes become one." in fields["body"]
    assert editor_client.post(form_address(role), fields | {"_save": "1"}).status_code == 302
    assert [perk.title for perk in role.perks.all()] == ["Calm", "Fresh Air"]

    fields = form_of(sort(editor_client, form_address(role), POST, replace="on"))
    assert fields["why"].strip() == "<p>Without pipes, no tea.</p>"
    assert editor_client.post(form_address(role), fields | {"_save": "1"}).status_code == 302
    assert [perk.title for perk in role.perks.all()] == ["Fresh Air"]
    assert [row.sentence for row in role.role_skills.all()] == ["Two pipes become one.", "Trenches are long."]


def test_what_was_typed_in_the_form_before_stays(editor_client, year):
    fields = form_of(editor_client.get(ADD_ROLE)) | {"title": "My own", "from_text": POST, "hours_a_week": "40"}
    add_rows(fields, "perks", {"title": "Mine", "position": "1"})
    answer = editor_client.post(FROM_TEXT, fields)
    fields = form_of(editor_client.get(answer["Location"].partition("#")[0]))
    assert (fields["title"], fields["hours_a_week"]) == ("My own", "40")
    assert names(fields, "perks", "title") == ["Mine", "Fresh Air"]


def test_resources_beyond_eight_and_a_second_first_hour_are_kept_elsewhere(editor_client):
    role = RoleFactory(steps=["Begin"])
    role.steps.update(is_first_hour=True)
    for n in range(7):
        role.role_resources.create(resource=ResourceFactory(title=f"Book {n}"))
    text = "How to get started\n- Call (first hour): now\n\nResources\n" + "\n".join(
        f"- [Link {n}](https://example.org/{n}): note {n}" for n in range(3)
    )
    fields = form_of(sort(editor_client, form_address(role), text))
    assert names(fields, "role_resources", "resource")[7:] == ["Link 0"]
    assert "https://example.org/2" in fields["body"]
    assert editor_client.post(form_address(role), fields | {"_save": "1"}).status_code == 302
    assert role.role_resources.count() == 8
    assert [step.is_first_hour for step in role.steps.all()] == [True, False]


def test_related_roles_are_linked_where_they_are_known(editor_client, year):
    RoleFactory(title="Plumber", slug="plumber")
    text = "Perks\n- Calm\n\nRelated roles\n- Leads to: Plumber: with years\n- Moon Walker"
    fields = form_of(page := sort(editor_client, ADD_ROLE, text))
    assert (fields["relations-0-kind"], fields["relations-0-note"]) == ("leads-to", "with years")
    assert "No role is called so: Moon Walker." in told(page)
    assert "Moon Walker" in fields["body"]


@pytest.mark.parametrize("text", ["", "   ", "just words", "\0 # < & <p>", "---\na: b\n---\n", "#" * 3000])
def test_odd_texts_break_nothing_and_keep_every_word(editor_client, year, text):
    page = sort(editor_client, ADD_ROLE, text)
    assert page.status_code == 200
    fields = form_of(page)
    for word in re.findall(r"\w\w+", text):
        assert any(word in value for value in fields.values() if isinstance(value, str))


def test_formatted_text_comes_back_as_markdown(editor_client):
    pasted = {"html": "<h2 style='color:red'>Perks</h2><ul><li>Calm</li></ul>", "as": "markdown"}
    assert editor_client.post("/admin/clean/", pasted).json() == {"markdown": "## Perks\n\n- Calm"}


def test_who_may_not_write_there_sorts_nothing(author_client, editor_client, stranger):
    fields = form_of(editor_client.get(form_address(RoleFactory()))) | {"from_text": POST}
    assert author_client.post(FROM_TEXT, fields).status_code == 403
    assert "login" in stranger.post(FROM_TEXT, fields)["Location"]
    assert editor_client.get(FROM_TEXT).status_code == 404
    assert not Sheet.objects.exists()


def test_the_form_that_comes_back_costs_no_more_than_others(editor_client, year):
    fields = form_of(editor_client.get(ADD_ROLE)) | {"from_text": POST}
    address = editor_client.post(FROM_TEXT, fields)["Location"].partition("#")[0]
    with CaptureQueriesContext(connection) as asked:
        editor_client.get(address)
    assert len(asked) <= 30
