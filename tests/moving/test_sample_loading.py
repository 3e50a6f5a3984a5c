"""What loading the sample does to a site that is not empty, or too early in the day."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from blog.models import Author, Category, Post, Resource, Series, Skill, Slot, Tag
from blog.moving.sample import load_sample, remove_sample
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db

MODELS = (Post, Series, Slot, Resource, Skill, Tag, Author, Category)


def test_what_was_there_before_stays(db):
    own = PostFactory(published=True, tags=["python"])
    before = {model: model.objects.count() for model in MODELS}
    load_sample()
    remove_sample()
    assert {model: model.objects.count() for model in MODELS} == before
    assert own.tags.names() == ["python"]


def test_before_the_hour_of_going_live_todays_role_is_out_all_the_same(db, monkeypatch):
    early = timezone.now().replace(hour=3, minute=0)
    monkeypatch.setattr(timezone, "now", lambda: early)
    load_sample()
    today = Post.objects.get(slug="machine-learning-engineer")
    assert today.publish_at == early - datetime.timedelta(hours=2)


def test_the_commands_say_what_they_did(db, capsys):
    call_command("load_sample")
    call_command("load_sample")
    call_command("remove_sample")
    said = capsys.readouterr().out
    assert "Brought in 36 posts" in said
    assert "there already" in said
    assert "Took 36 posts" in said
