import time

import pytest
from django.core import signing

from blog.models import Post, Task, preview_token
from blog.models.previews import SALT
from tests.factories import EssayFactory, PageFactory, RoleFactory

from .page import assert_same_for_all, tree, words

pytestmark = pytest.mark.django_db


def preview(client, post):
    return client.get(f"/preview/{preview_token(post)}/")


@pytest.mark.parametrize("factory", [RoleFactory, EssayFactory, PageFactory])
def test_a_draft_is_shown_to_who_has_the_link(client, factory):
    draft = factory(title="Half done")
    response = preview(client, draft)
    assert response.status_code == 200
    assert "This is a preview." in words(response)
    assert words(response, "//h1") == "Half done"
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_a_bare_draft_can_be_looked_at(client):
    assert preview(client, RoleFactory(bare=True, title="Only a name", standfirst="")).status_code == 200


def test_the_preview_shows_rows_as_they_are_now(client):
    draft = RoleFactory()
    Task.objects.create(role=draft, text="Count the `bolts`", position=9)
    assert "Count the bolts" in words(preview(client, draft), "//*[@id='what']")


def test_a_preview_is_kept_by_nobody_and_found_by_no_search_engine(client):
    response = preview(client, RoleFactory())
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert tree(response).xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert_same_for_all(response)


def test_a_preview_takes_no_comments(client):
    response = preview(client, RoleFactory())
    assert tree(response).xpath("//*[@data-comments]") == []


def test_a_link_is_for_one_post_and_expires(client, monkeypatch):
    draft = RoleFactory()
    token = preview_token(draft)
    assert client.get(f"/preview/{token}x/").status_code == 404
    assert client.get(f"/preview/{signing.dumps(draft.pk, salt='another')}/").status_code == 404
    assert client.get("/preview/nonsense/").status_code == 404
    in_eight_days = time.time() + 8 * 86400
    monkeypatch.setattr("time.time", lambda: in_eight_days)
    assert client.get(f"/preview/{token}/").status_code == 404


def test_the_link_of_a_post_that_is_no_more_leads_nowhere(client):
    draft = RoleFactory()
    token = signing.dumps(draft.pk, salt=SALT)
    Post.objects.all().delete()
    assert client.get(f"/preview/{token}/").status_code == 404
