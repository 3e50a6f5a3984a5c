"""People who comment, and what they do."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from blog.followups import run_all
from blog.models import SiteSettings
from tests.factories import RoleFactory

WORDS = {"name": "Ines", "email": "ines@example.com", "body": "How long did it take you?"}


@pytest.fixture
def post(db):
    return RoleFactory(published=True, title="Machine Learning Engineer")


@pytest.fixture
def policy(db):
    """Change what the site says of comments: policy(comment_hold="always")."""

    def change(**fields):
        site = SiteSettings.load()
        for name, value in fields.items():
            setattr(site, name, value)
        site.save()

    return change


@pytest.fixture
def unheld(policy):
    policy(comment_hold="never")


def form_of(post):
    return reverse(f"blog:{post.kind}-comment", args=[post.slug])


def write(client, post, **fields):
    return client.post(form_of(post), {**WORDS, **fields}, headers=fields.pop("headers", None))


def link_mailed(kind="confirm"):
    """The path of the link in the last letter."""
    run_all()
    return re.search(rf"/comments/{kind}/\S+/", mail.outbox[-1].body)[0]


def write_and_confirm(client, post, **fields):
    """As a stranger: the receipt one ends at."""
    assert write(client, post, **fields).status_code == 303
    return client.post(link_mailed()).headers["Location"]
