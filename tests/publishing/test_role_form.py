"""An editor writes a role on one page."""

import datetime

import pytest
from django.utils import timezone

from blog.models import Post, Role, Slot
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    IdeaFactory,
    ResourceFactory,
    RoleFactory,
    SeriesFactory,
    SkillFactory,
)

from .addresses import ADD_ROLE, form_address
from .forms import add_rows, errors_of, form_of

pytestmark = pytest.mark.django_db


def test_a_role_with_everything_is_written_on_one_page(editor_client, press):
    series = SeriesFactory(slots=40)
    skills = [SkillFactory(name=name) for name in ("Python", "SQL", "Patience")]
    author, resource, near = AuthorFactory(), ResourceFactory(), RoleFactory()

    def rows(fields):
        add_rows(fields, "bylines", {"author": author.pk})
        add_rows(fields, "tasks", {"text": "Builds"}, {"text": "Mends"})
        add_rows(fields, "role_skills", *({"skill": skill.name, "need": "essential"} for skill in skills))
        add_rows(fields, "perks", {"title": "Calm", "text": "Mostly."})
        add_rows(fields, "drawbacks", {"title": "Nights", "text": "Sometimes."})
        add_rows(fields, "ways_in", {"route": "degree", "note": "Usual."})
        add_rows(fields, "steps", {"title": "Tonight", "is_free": "on", "is_first_hour": "on", "how_long": "1 hour"})
        add_rows(fields, "role_resources", {"resource": resource.title, "note": "Short."})
        add_rows(
            fields,
            "pay",
            {
                **{"stage": "typical", "low": 40000, "high": 60000, "currency": "EUR", "period": "year"},
                **{"region": "Berlin", "source": "https://example.org/pay", "as_of": "2026-01-01"},
            },
        )
        add_rows(fields, "codes", {"scheme": "soc", "code": "15-1243"})
        add_rows(fields, "relations", {"kind": "similar", "other": near.pk, "note": "Near."})
        add_rows(fields, "voices", {"quote": "I like it.", "name": "Ada"})
        add_rows(fields, "sources", {"title": "Handbook", "url": "https://example.org/"})
        add_rows(fields, "section_reviews", {"section": "facts", "reviewed_on": "2026-01-01"})
        add_rows(fields, "change_notes", {"changed_on": "2026-02-01", "text": "Said more."})

    answer = press(
        "_save",
        editor_client,
        ADD_ROLE,
        title="Data Engineer",
        standfirst="Builds what data flows through.",
        why="<h2>One</h2><p onclick='x()'>Because.</p><script>alert(1)</script>",
        tags="machine learning, Python,  python , data",
        category=CategoryFactory().pk,
        outlook="growing",
        change=rows,
    )
    role = Role.objects.get(title="Data Engineer")
    assert answer.status_code == 302
    assert answer["Location"] == form_address(role)
    assert role.slug == "data-engineer"
    assert role.state == Post.State.DRAFT
    assert role.why == "<h2>One</h2>\n<p>Because.</p>"
    assert sorted(role.tags.names()) == ["Python", "data", "machine learning"]
    assert role.slot == series.slots.get(day=31)
    assert [row.skill.name for row in role.role_skills.all()] == ["Python", "SQL", "Patience"]
    assert [task.text for task in role.tasks.all()] == ["Builds", "Mends"]
    for rows_of in (
        *("bylines", "perks", "drawbacks", "ways_in", "steps", "role_resources", "pay"),
        *("codes", "relations", "voices", "sources"),
    ):
        assert getattr(role, rows_of).count() == 1, rows_of
    assert role.section_reviews.count() == role.change_notes.count() == 1
    assert role.word_count > 5  # refreshed once the rows were saved


def test_a_draft_may_be_as_empty_as_one_likes(editor_client, press):
    press("_save", editor_client, ADD_ROLE)
    draft = Role.objects.get()
    assert draft.title == ""
    press("_save", editor_client, form_address(draft), title="Data Engineer")
    draft.refresh_from_db()
    assert (draft.title, draft.slug) == ("Data Engineer", "data-engineer")


def test_the_slug_follows_the_title_until_readers_know_it(editor_client, press):
    draft, published = RoleFactory(title="Data Engineer"), RoleFactory(title="Web Developer", published=True)
    for role in (draft, published):
        press("_save", editor_client, form_address(role), title=f"New {role.title}")
        role.refresh_from_db()
    assert (draft.slug, published.slug) == ("new-data-engineer", "web-developer")


def test_a_slug_that_is_taken_is_named_and_what_was_typed_stays(editor_client, press):
    RoleFactory(title="Data Engineer")
    answer = press("_save", editor_client, ADD_ROLE, title="Another", slug="data-engineer", why="<p>Long words.</p>")
    assert answer.status_code == 200
    assert "Another post of this kind has this slug." in errors_of(answer)
    assert "Long words." in form_of(answer)["why"]
    assert not Role.objects.filter(title="Another").exists()


def test_the_next_free_day_is_offered_first(editor_client):
    SeriesFactory(slots=33, slots__first_day=timezone.localdate() - datetime.timedelta(days=30))
    RoleFactory(day=31)
    page = editor_client.get(ADD_ROLE).content.decode()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    assert f"the next free day: 32, {tomorrow.day} {tomorrow:%B %Y}" in page
    assert form_of(editor_client.get(ADD_ROLE))["slot"] == str(Slot.objects.get(day=32).pk)


def test_the_list_of_days_opens_the_form_on_its_day(editor_client):
    slot = SeriesFactory(slots=40).slots.get(day=35)
    assert f"{ADD_ROLE}?slot={slot.pk}" in editor_client.get("/admin/blog/slot/").content.decode()
    assert form_of(editor_client.get(f"{ADD_ROLE}?slot={slot.pk}"))["slot"] == str(slot.pk)
    assert editor_client.get(f"{ADD_ROLE}?slot=99999999999999999999").status_code == 200


def test_a_day_taken_meanwhile_is_told_with_the_next_one(editor_client):
    SeriesFactory(slots=40)
    fields = form_of(editor_client.get(ADD_ROLE)) | {"title": "Late", "why": "<p>Typed.</p>"}
    RoleFactory(day=31)
    answer = editor_client.post(ADD_ROLE, fields | {"_save": "1"})
    assert any("taken meanwhile. The next free day: 32" in error for error in errors_of(answer))
    assert "Typed." in form_of(answer)["why"]


def test_a_new_post_is_by_who_writes_it(author_client, author, press):
    press("_save", author_client, ADD_ROLE, title="Mine")
    role = Role.objects.get()
    assert [byline.author for byline in role.bylines.all()] == [author.author]
    assert role.created_by == author


# Rows


def test_rows_keep_the_order_of_their_numbers_and_unnumbered_ones_come_last(editor_client, press):
    role = RoleFactory(perks=["A", "B"])

    def rows(fields):
        fields |= {"perks-0-position": "2", "perks-1-position": "1"}
        add_rows(fields, "perks", {"title": "C"}, {"title": "D", "position": ""})

    press("_save", editor_client, form_address(role), change=rows)
    assert [perk.title for perk in role.perks.all()] == ["B", "A", "C", "D"]


def test_a_number_alone_makes_no_row(editor_client, press):
    role = RoleFactory(perks=["A"])
    press(
        "_save", editor_client, form_address(role), change=lambda f: add_rows(f, "perks", {"title": "", "position": 2})
    )
    assert role.perks.count() == 1


def test_rows_ticked_for_removal_go_saved_or_not(editor_client, press):
    role = RoleFactory(perks=["A", "B"])

    def rows(fields):
        fields["perks-0-DELETE"] = "on"
        add_rows(fields, "perks", {"title": "C", "DELETE": "on"})

    press("_save", editor_client, form_address(role), change=rows)
    assert [perk.title for perk in role.perks.all()] == ["B"]


def test_two_skills_may_swap_places_and_a_removed_one_come_back(editor_client, press):
    role = RoleFactory(skills=["A", "B", "C"])

    def rows(fields):
        fields |= {"role_skills-0-skill": "B", "role_skills-1-skill": "A", "role_skills-2-DELETE": "on"}
        add_rows(fields, "role_skills", {"skill": "C", "need": "useful", "sentence": "Again."})

    answer = press("_save", editor_client, form_address(role), change=rows)
    assert answer.status_code == 302
    assert [row.skill.name for row in role.role_skills.all()] == ["B", "A", "C"]


def test_a_skill_named_twice_is_told(editor_client, press):
    role = RoleFactory(skills=["A"])
    twice = {"skill": "a", "need": "useful"}
    answer = press("_save", editor_client, form_address(role), change=lambda f: add_rows(f, "role_skills", twice))
    assert answer.status_code == 200
    assert errors_of(answer)


def test_the_first_hour_may_move_to_another_step(editor_client, press):
    role = RoleFactory(steps=["One", "Two"])

    def rows(fields):
        del fields["steps-0-is_first_hour"]
        fields["steps-1-is_first_hour"] = "on"

    assert press("_save", editor_client, form_address(role), change=rows).status_code == 302
    assert [step.is_first_hour for step in role.steps.all()] == [False, True]


def test_two_first_hours_and_one_that_costs_are_refused(editor_client, press):
    role = RoleFactory(steps=["One", "Two"])
    both = press("_save", editor_client, form_address(role), **{"steps-1-is_first_hour": "on"})
    assert "One step can be the first hour, not two." in errors_of(both)
    costs = press("_save", editor_client, form_address(role), change=lambda fields: fields.pop("steps-0-is_free"))
    assert "The first hour must be free." in errors_of(costs)


def test_a_role_is_not_related_to_itself(editor_client, press):
    role = RoleFactory()
    itself = {"kind": "similar", "other": role.pk}
    answer = press("_save", editor_client, form_address(role), change=lambda f: add_rows(f, "relations", itself))
    assert "A role cannot be related to itself." in errors_of(answer)


def test_half_an_outlook_is_told(editor_client, press):
    answer = press("_save", editor_client, ADD_ROLE, title="Half", outlook_text="Grows.")
    assert any("all of them or none" in error for error in errors_of(answer))


@pytest.mark.parametrize(
    "typed",
    [
        {"title": "x\0y"},
        {"title": "T" * 5000},
        {"standfirst": "W" * 10_000},
        {"tags": ",".join(f"tag {n}" for n in range(100))},
        {"tags": "t" * 500},
        {"slot": "no number"},
        {"category": "999999999999999999999999"},
        {"slug": "<script>"},
        {"perks-TOTAL_FORMS": "many"},
        {"outlook_as_of": "31 February"},
    ],
)
def test_nonsense_is_explained_and_nothing_breaks(editor_client, press, typed):
    answer = press("_save", editor_client, ADD_ROLE, **{"why": "<p>Kept.</p>", **typed})
    assert answer.status_code == 200
    assert "errornote" in answer.content.decode()
    assert "Kept." in form_of(answer)["why"]


def test_long_words_arabic_and_markup_in_names_are_only_text(editor_client, press):
    title = "مهندس <b>数据</b> & Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter"
    answer = press("_save", editor_client, ADD_ROLE, title=title, why=f"<p>{'w' * 10_000}</p>")
    assert answer.status_code == 302
    page = editor_client.get(answer["Location"]).content.decode()
    assert "<b>数据</b>" not in page
    assert Role.objects.get().title == title


def test_an_idea_is_no_post(editor_client):
    IdeaFactory(words="Zoo keeper")
    assert "Zoo keeper" not in editor_client.get("/admin/blog/role/").content.decode()
