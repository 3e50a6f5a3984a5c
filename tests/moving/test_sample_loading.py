"""What loading the sample does to a site that is not empty, or too early in the day."""

import datetime
import shutil

import pytest
from django.core.management import call_command
from django.utils import timezone

from blog.models import Author, Category, Post, Resource, Series, Skill, Slot, Tag
from blog.moving import sample
from blog.moving.sample import load_sample, remove_sample
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db

MODELS = (Post, Series, Slot, Resource, Skill, Tag, Author, Category)


@pytest.fixture
def small(monkeypatch, tmp_path):
    """So much of the sample as has everything: the whole of it takes its time."""
    for name in ("site.yaml", "roles/02-data-analyst.md", "roles/31-machine-learning-engineer.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(sample.FOLDER / name, tmp_path / name)
    for name in ("essays", "pages"):
        shutil.copytree(sample.FOLDER / name, tmp_path / name)
    monkeypatch.setattr(sample, "FOLDER", tmp_path)


def test_what_was_there_before_stays(small):
    own = PostFactory(published=True, tags=["python"])
    before = {model: model.objects.count() for model in MODELS}
    assert load_sample() > 5
    remove_sample()
    assert {model: model.objects.count() for model in MODELS} == before
    assert own.tags.names() == ["python"]


def test_before_the_hour_of_going_live_todays_role_is_out_all_the_same(small, monkeypatch):
    early = timezone.now().replace(hour=3, minute=0)
    monkeypatch.setattr(timezone, "now", lambda: early)
    load_sample()
    today = Post.objects.get(slug="machine-learning-engineer")
    assert today.publish_at == early - datetime.timedelta(hours=2)


def test_the_commands_say_what_they_did(capsys):
    call_command("load_sample")
    call_command("load_sample")
    call_command("remove_sample")
    said = capsys.readouterr().out
    assert "Brought in 36 posts" in said
    assert "there already" in said
    assert "Took 36 posts" in said
