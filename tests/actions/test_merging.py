"""Two names for one thing become one."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog import search
from blog.actions.merging import merge_resources, merge_skills, merge_tags
from blog.actions.posts import refresh_post
from blog.models import Address, Click, Post, Resource, RoleSkill, Skill, Tag, TaggedPost
from tests.factories import EssayFactory, ResourceFactory, RoleFactory, SkillFactory, TagFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tags():
    return {name: TagFactory(name=name) for name in ("machine learning", "ML", "maschinelles Lernen")}


def test_posts_of_all_of_them_have_the_one_that_stays_once(tags, editor, run_followups):
    both = RoleFactory(published=True, tags=["machine learning", "ML", "data"])
    one = EssayFactory(published=True, tags=["ML"])
    draft = EssayFactory(tags=["maschinelles Lernen"])
    into = tags["machine learning"]
    assert merge_tags(Tag.objects.filter(pk__in=[tag.pk for tag in tags.values()]), into, by=editor) == 3
    assert sorted(Tag.objects.values_list("name", "post_count")) == [("data", 1), ("machine learning", 2)]
    assert sorted(TaggedPost.objects.filter(tag=into).values_list("content_object", flat=True)) == sorted(
        post.pk for post in (both, one, draft)
    )
    run_followups()
    assert f"posts:tag:{into.pk}" in Post.objects.get(pk=one.pk).rendered["places"]["lists"]


def test_their_addresses_lead_to_it_without_chains(tags, stranger):
    EssayFactory(published=True, tags=["ML"])
    Address.objects.move("/tags/even-older/", "/tags/ml/")
    merge_tags(Tag.objects.filter(name="ML"), tags["machine learning"])
    for path in ("/tags/ml/", "/tags/even-older/"):
        assert stranger.get(path)["Location"] == "/tags/machine-learning/"
    merge_tags(Tag.objects.filter(name="machine learning"), tags["maschinelles Lernen"])
    assert stranger.get("/tags/ml/")["Location"] == "/tags/maschinelles-lernen/"
    assert stranger.get("/tags/maschinelles-lernen/").status_code == 200


def test_their_names_go_on_finding_it(tags, run_followups):
    essay = EssayFactory(title="Networks", state=Post.State.READY, published=True, tags=["machine learning"])
    merge_tags(Tag.objects.filter(name="ML"), tags["machine learning"])
    run_followups()
    essay.tags.add("ml", "Machine  Learning")  # somebody types the old name
    assert essay.tags.names() == ["machine learning"]
    assert not Tag.objects.filter(folded="ml").exists()
    refresh_post(essay)
    assert search.search("ML").total == 1


def test_a_merge_is_logged_once_and_says_what_it_did(tags, editor):
    EssayFactory(tags=["ML"])
    merge_tags(Tag.objects.filter(name="ML"), tags["machine learning"], by=editor)
    entry = LogEntry.objects.get()
    assert entry.object_id == str(tags["machine learning"].pk)
    assert "“ML”" in entry.get_change_message()
    assert "1 post" in entry.get_change_message()


def test_merging_one_with_itself_changes_nothing(tags):
    before = list(Tag.objects.values())
    assert merge_tags(Tag.objects.filter(pk=tags["ML"].pk), tags["ML"]) == 0
    assert list(Tag.objects.values()) == before


def test_roles_keep_what_was_said_of_either_skill(run_followups):
    role = RoleFactory(published=True, skills=["Python", "Py", "SQL", "Git"])
    other = RoleFactory(published=True, skills=["Py", "Rust", "C"])
    RoleSkill.objects.filter(role=role, skill__name="Python").update(sentence="", need="useful")
    RoleSkill.objects.filter(role=role, skill__name="Py").update(sentence="Said of Py.", need="essential")
    Skill.objects.filter(name="Py").update(hidden_names="Pyhton", description="A language.")
    into, gone = (Skill.objects.get(name=name) for name in ("Python", "Py"))
    taught_twice, taught = ResourceFactory(), ResourceFactory()
    taught_twice.teaches.set([into, gone])
    taught.teaches.set([gone])
    assert merge_skills(Skill.objects.filter(name="Py"), into) == 2
    run_followups()
    into.refresh_from_db()
    assert (into.role_count, into.hidden_names, into.description) == (2, "Py\nPyhton", "A language.")
    row = RoleSkill.objects.get(role=role, skill=into)
    assert (row.sentence, row.need) == ("Said of Py.", "essential")
    assert RoleSkill.objects.filter(role=other, skill=into).exists()
    assert [list(resource.teaches.all()) for resource in (taught_twice, taught)] == [[into], [into]]
    assert Post.objects.get(pk=other.pk).rendered["parts"]["role_skills"][0]["skill"]["name"] == "Python"
    assert Skill.objects.get_or_make("pyhton") == into


def test_a_hundred_posts_cost_as_many_queries_as_one(tags):
    EssayFactory(tags=["ML", "machine learning"])
    few = queries_of_merging("ML", tags["machine learning"])
    for _n in range(6):
        EssayFactory(tags=["maschinelles Lernen"])
    assert queries_of_merging("maschinelles Lernen", Tag.objects.get(name="machine learning")) == few
    assert TaggedPost.objects.filter(tag__name="machine learning").count() == 7


def queries_of_merging(name, into):
    with CaptureQueriesContext(connection) as asked:
        merge_tags(Tag.objects.filter(name=name), into)
    return len(asked)


def test_a_resource_takes_over_what_it_taught_and_how_often_it_was_followed():
    kept, other = ResourceFactory(), ResourceFactory(archived_url="https://archive.example/x")
    other.teaches.add(SkillFactory(name="Baking"))
    today = timezone.localdate()
    Click.objects.add([(kept.pk, today, 2), (other.pk, today, 3)])
    merge_resources(Resource.objects.filter(pk=other.pk), kept)
    kept.refresh_from_db()
    assert [skill.name for skill in kept.teaches.all()] == ["Baking"]
    assert kept.clicks.get().number == 5
    assert kept.archived_url == "https://archive.example/x"
    assert list(Resource.objects.all()) == [kept]
