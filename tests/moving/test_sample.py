import pytest
from django.utils import timezone

from blog.models import Author, Category, Comment, Post, Resource, SampleRow, Series, Skill, Slot, Tag
from blog.moving.sample import load_sample, remove_sample
from tests.factories import CommentFactory

pytestmark = pytest.mark.django_db

MODELS = (Post, Comment, Series, Slot, Resource, Skill, Tag, Author, Category)


def counts():
    return {model: model.objects.count() for model in MODELS}


@pytest.fixture(scope="module")
def sample(made_once):
    """The sample, and the counts before."""
    before = counts()
    load_sample()
    return before


def test_day_31_is_todays_and_out(client, sample):
    today = Post.objects.published().get(slug="machine-learning-engineer")
    assert today.day == 31
    assert today.slot.planned_on == timezone.localdate()
    assert Slot.objects.filter(series__slug="365-roles").count() == 365
    assert "Machine Learning Engineer" in client.get("/").content.decode()


def test_all_of_it_is_public(client, sample):
    assert Post.objects.published().roles().count() == 31
    assert Post.objects.published().essays().count() == 3
    for post in Post.objects.all():
        assert client.get(post.get_absolute_url()).status_code == 200


def test_nothing_of_a_role_is_left_over(sample):
    """What the reader of Markdown cannot place goes to the extra text: of our own texts, nothing may."""
    assert not Post.objects.roles().exclude(body="").values_list("slug", flat=True)
    for role in Post.objects.roles():
        assert role.role_skills.count() >= 5
        assert role.steps.filter(is_first_hour=True).count() == 1
        assert role.sources.exists()
        assert role.relations.exists()
        assert role.role_resources.exists()
        assert role.ways_in.exists()
        assert role.choose_else_reasons


def test_no_comment_is_older_than_its_post_or_from_tomorrow(sample):
    assert Comment.objects.count() == 22
    for comment in Comment.objects.select_related("post", "reply_to"):
        assert comment.post.publish_at < comment.posted_at <= timezone.now()
        assert comment.reply_to is None or comment.reply_to.posted_at < comment.posted_at
    assert Post.objects.get(slug="machine-learning-engineer").comment_count == 9


def test_loading_it_twice_changes_nothing(sample):
    before = counts()
    assert load_sample() == 0
    assert counts() == before


def test_it_is_taken_away_without_a_trace(sample):
    removal = remove_sample()
    assert removal.kept == []
    assert counts() == sample
    assert not SampleRow.objects.exists()


def test_what_an_editor_changed_stays_with_all_it_needs(sample):
    post = Post.objects.get(slug="data-analyst")
    post.standfirst = "Better words."
    post.save()
    removal = remove_sample()
    assert [post.slug for post in Post.objects.all()] == ["data-analyst"]
    assert post.role_skills.count() >= 5
    assert any("Data Analyst" in what for what, _why in removal.kept)
    assert Series.objects.get().slots.count() == 365


def test_a_talk_of_real_people_stays_whole(sample):
    comment = Comment.objects.filter(post__slug="ux-designer").first()
    CommentFactory(post=comment.post, reply_to=comment, root=comment)
    remove_sample()
    assert Post.objects.get().slug == "ux-designer"
    assert Comment.objects.count() == 6


def test_a_series_in_which_somebody_planned_stays(sample):
    Slot.objects.filter(day=40).update(skip_reason="Holiday")
    remove_sample()
    assert Series.objects.exists()
