"""What a new role of a series starts with, and the prompts beside its form."""

import pytest

from blog.models import Role, Tag, Template
from tests.factories import AuthorFactory, CategoryFactory, RoleFactory, SeriesFactory

from .addresses import ADD_ROLE, form_address
from .forms import errors_of, form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def series(editor_client, press):
    series = SeriesFactory(slots=40)
    category, author = CategoryFactory(name="Web", slug="web"), AuthorFactory(name="Mara Lind")
    address = f"/admin/blog/series/{series.pk}/change/"
    typed = {"category": category.pk, "tags": "daily, work", "authors": [author.pk], "closing_line": "Until tomorrow."}
    answer = press("_save", editor_client, address, **typed, prompt_why="Who would miss it?")
    assert answer.status_code == 302, errors_of(answer)
    return series


def test_a_new_role_starts_with_the_template_of_the_next_days_series(editor_client, series):
    page = editor_client.get(ADD_ROLE)
    fields = form_of(page)
    assert (fields["tags"], fields["closing_line"]) == ("daily, work", "Until tomorrow.")
    assert editor_client.post(ADD_ROLE, fields | {"title": "Baker", "_save": "1"}).status_code == 302
    role = Role.objects.get()
    assert (role.category.name, role.closing_line) == ("Web", "Until tomorrow.")
    assert sorted(role.tags.names()) == ["daily", "work"]
    assert [byline.author.name for byline in role.bylines.all()] == ["Mara Lind"]


def test_prompts_stand_beside_the_form_and_become_no_text(editor_client, series):
    page = editor_client.get(ADD_ROLE)
    assert "Who would miss it?" in page.content.decode()
    assert not any("Who would miss it?" in str(value) for value in form_of(page).values())
    role = RoleFactory(day=2)
    assert "Who would miss it?" in editor_client.get(form_address(role)).content.decode()
    assert "Who would miss it?" not in editor_client.get(form_address(RoleFactory())).content.decode()


def test_each_series_has_its_own_and_none_is_needed(editor_client, series):
    other = SeriesFactory(slug="other", name="Other", is_default=False, slots=2)
    fields = form_of(editor_client.get(ADD_ROLE, {"slot": other.slots.first().pk}))
    assert (fields.get("tags", ""), fields.get("closing_line", "")) == ("", "")
    assert "Who would miss it?" not in editor_client.get(ADD_ROLE, {"slot": other.slots.first().pk}).content.decode()


def test_the_template_is_changed_on_the_page_of_its_series_and_touches_no_role(editor_client, series, press):
    role = RoleFactory(day=1, closing_line="My own.")
    address = f"/admin/blog/series/{series.pk}/change/"
    fields = form_of(editor_client.get(address))
    assert (fields["closing_line"], fields["tags"], fields["prompt_why"].strip()) == (
        "Until tomorrow.",
        "daily, work",
        "Who would miss it?",
    )
    press("_save", editor_client, address, closing_line="", tags="", prompt_why="", prompt_final="A last word?")
    template = Template.objects.get()
    assert (template.closing_line, template.prompts, list(template.tags.all())) == ("", {"final": "A last word?"}, [])
    assert Tag.objects.filter(name="daily").exists()
    role.refresh_from_db()
    assert role.closing_line == "My own."


def test_a_bad_template_is_told_and_what_was_typed_is_still_there(editor_client, series, press):
    address = f"/admin/blog/series/{series.pk}/change/"
    answer = press("_save", editor_client, address, closing_line="x" * 301, prompt_why="Kept?")
    assert answer.status_code == 200
    assert errors_of(answer)
    assert form_of(answer)["prompt_why"].strip() == "Kept?"


def test_an_author_may_not_change_it(author_client, series):
    assert author_client.post(f"/admin/blog/series/{series.pk}/change/", {"name": "x"}).status_code == 403
