"""Names that mean the same are merged from the desk."""

import pytest
from lxml import html

from blog.models import Skill, Tag
from blog.publishing.likeness import alike
from tests.factories import EssayFactory, RoleFactory, SkillFactory, TagFactory

from .forms import errors_of, form_of
from .test_lists import queries

pytestmark = pytest.mark.django_db

TAGS, MERGE, ALIKE = "/admin/blog/tag/", "/admin/blog/tag/merge/", "/admin/blog/tag/alike/"


@pytest.fixture
def two():
    EssayFactory(published=True, tags=["python", "py"])
    EssayFactory(tags=["python"])
    return [Tag.objects.get(name=name) for name in ("python", "py")]


def asked(tags):
    return "&".join(f"of={tag.pk}" for tag in tags)


def test_chosen_tags_are_merged_by_way_of_a_page_that_says_what_happens(editor_client, two):
    action = {"action": "merge_chosen", "_selected_action": [tag.pk for tag in two]}
    answer = editor_client.post(TAGS, action)
    page = editor_client.get(answer["Location"])
    text = " ".join(html.fromstring(page.content.decode()).text_content().split())
    assert "python 2 posts, /tags/python/" in text
    assert "2 posts have one of them or several" in text
    assert form_of(page)["into"] == str(two[0].pk)  # the most used is offered
    assert Tag.objects.count() == 2
    done = editor_client.post(MERGE, {"of": [tag.pk for tag in two], "into": two[0].pk}, follow=True)
    assert "They are one: “python”. 1 post changed." in done.content.decode()
    assert [tag.name for tag in Tag.objects.all()] == ["python"]


def test_looking_changes_nothing_and_nonsense_is_explained(editor_client, two):
    assert editor_client.get(f"{MERGE}?{asked(two)}&into={two[0].pk}").status_code == 200
    answer = editor_client.post(MERGE, {"of": [tag.pk for tag in two], "into": "999"})
    assert "Choose which one stays." in answer.content.decode()
    for odd in ("", f"?of={two[0].pk}", "?of=x&of=%00", f"?of={'9' * 40}&of=1"):
        answer = editor_client.get(f"{MERGE}{odd}", follow=True)
        assert "Choose two or more that mean the same." in answer.content.decode()
    assert Tag.objects.count() == 2


def test_only_who_may_delete_merges(author_client, stranger, two):
    assert author_client.get(f"{MERGE}?{asked(two)}").status_code == 403
    assert author_client.post(MERGE, {"of": [tag.pk for tag in two], "into": two[0].pk}).status_code == 403
    assert author_client.get(ALIKE).status_code == 403
    assert "Nearly the same" not in author_client.get(TAGS).content.decode()
    assert stranger.post(MERGE, {"of": [tag.pk for tag in two]}).status_code == 302
    assert Tag.objects.count() == 2


def test_skills_are_merged_the_same_way(editor_client):
    role = RoleFactory(skills=["Python", "Phyton", "SQL"])
    kept, typo = (Skill.objects.get(name=name) for name in ("Python", "Phyton"))
    editor_client.post("/admin/blog/skill/merge/", {"of": [kept.pk, typo.pk], "into": kept.pk})
    assert sorted(row.skill.name for row in role.role_skills.all()) == ["Python", "SQL"]


def test_names_that_are_nearly_the_same_are_listed_with_the_way_to_merge_them(editor_client, editor):
    for name in ("front-end", "Frontend", "data engineer", "Python 2", "Python 3", "C", "C++", "Databases"):
        TagFactory(name=name)
    page = html.fromstring(editor_client.get(ALIKE).content.decode())
    links = [link.get("href") for link in page.xpath("//a[contains(@href, '/merge/?of=')]")]
    pair = Tag.objects.filter(folded__in=["front-end", "frontend"]).order_by("name")
    assert len(links) == 1
    assert all(f"of={tag.pk}" in links[0] for tag in pair)


@pytest.mark.parametrize(
    ("names", "are_alike"),
    [
        (("database", "Databases"), True),
        (("machine learning", "Machine Lerning"), True),
        (("machine learning", "learning machine"), True),
        (("café culture", "cafe culture"), True),
        (("Python 2", "Python 3"), False),
        (("C", "C++"), False),
        (("Java", "Lava"), False),
        (("数据科学", "数据"), False),
        (("!!!", "???"), False),
    ],
)
def test_which_names_are_alike(names, are_alike):
    rows = [Tag(pk=number, name=name) for number, name in enumerate(names, 1)]
    assert bool(alike(rows)) is are_alike


def test_three_in_a_row_are_one_group():
    rows = [Tag(pk=number, name=name) for number, name in enumerate(["analytic", "analytics", "analyticz"], 1)]
    assert [len(group) for group in alike(rows)] == [3]


def test_the_name_of_another_is_refused_with_that_name(editor_client):
    TagFactory(name="machine learning", hidden_names="ML\nmachine-learning")
    answer = editor_client.post(f"{TAGS}add/", {"name": "ml"})
    assert "“ml” is “machine learning”." in errors_of(answer)


def test_a_name_tells_where_it_is_used(editor_client, author_client):
    RoleFactory(title="Seen", skills=["Python"], published=True)
    RoleFactory(title="Somebody’s draft", skills=["Python"])
    address = f"/admin/blog/skill/{Skill.objects.get(name='Python').pk}/change/"
    page = editor_client.get(address).content.decode()
    assert "Where it is used (2)" in " ".join(page.split())
    assert "Somebody’s draft" in page
    theirs = author_client.get(address).content.decode()
    assert "Seen" in theirs
    assert "Somebody’s draft" not in theirs


def test_the_pages_cost_the_same_however_many_names(editor_client):
    def costs():
        tags = list(Tag.objects.all()[:2])
        return [queries(editor_client, page) for page in (ALIKE, TAGS, f"{MERGE}?{asked(tags)}")]

    for n in range(3):
        EssayFactory(tags=[f"letter {n}", f"letters {n}"])
        SkillFactory()
    few = costs()
    for n in range(3, 9):
        EssayFactory(tags=[f"letter {n}", f"letters {n}"])
    assert costs() == few
    assert max(few) <= 12
