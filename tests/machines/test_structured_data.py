import json

import pytest
from lxml import html

from blog.actions.posts import refresh_post
from blog.models import Comment, Pay
from tests.factories import CommentFactory, PostFactory, RoleFactory

pytestmark = pytest.mark.django_db


def page_of(client, post):
    return html.fromstring(client.get(post.get_absolute_url()).content)


def said(client, post):
    """The page's structured data, by type."""
    found = {}
    for block in page_of(client, post).iterfind(".//script[@type='application/ld+json']"):
        data = json.loads(block.text)
        for thing in data.get("@graph", [data]):
            found.setdefault(thing["@type"], {}).update(thing)
    return found


def test_a_role_says_what_it_is(client):
    role = RoleFactory(published=True, title="Data Analyst", tags=["python"], entry_level="self-taught")
    Pay.objects.create(
        role=role, stage="typical", low=30000, high=45000, currency="EUR", region="Germany", source="https://example.org/",
        as_of="2026-01-01",
    )  # fmt: skip
    refresh_post(role)
    data = said(client, role)
    assert data["BlogPosting"]["headline"] == "Data Analyst"
    assert data["BlogPosting"]["keywords"] == ["python"]
    assert data["Occupation"]["skills"]
    assert data["Occupation"]["estimatedSalary"][0]["maxValue"] == 45000
    crumbs = data["BreadcrumbList"]["itemListElement"]
    assert crumbs[-1]["item"] == "http://127.0.0.1:8000/roles/data-analyst/"


def test_comments_are_among_what_a_page_says(client):
    role = PostFactory(published=True)
    CommentFactory(post=role, state=Comment.State.SHOWN, user_name="Ada", comment="Is it lonely?")
    (comment,) = said(client, role)["BlogPosting"]["comment"]
    assert comment["text"] == "Is it lonely?"


def test_no_title_ends_the_script_it_stands_in(client):
    role = PostFactory(published=True, title='</script><script>alert("1")</script>')
    page = page_of(client, role)
    assert not [s for s in page.iter("script") if s.text and "alert" in s.text and not s.get("type")]
    assert said(client, role)["BlogPosting"]["headline"].startswith("</script>")


def test_a_page_names_its_canonical_address_and_card(client):
    role = PostFactory(published=True, title="Data Analyst")
    page = page_of(client, role)
    assert page.find(".//link[@rel='canonical']").get("href") == "http://127.0.0.1:8000/roles/data-analyst/"
    assert page.find(".//meta[@property='og:image']").get("content").startswith("http://127.0.0.1:8000/")
    assert page.find(".//meta[@property='og:title']").get("content") == "Data Analyst"


def test_an_essay_is_no_occupation(client):
    assert "Occupation" not in said(client, PostFactory(published=True, kind="essay", body="<p>Text.</p>"))
