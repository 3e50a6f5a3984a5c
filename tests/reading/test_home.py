import datetime

import pytest
from django.utils import timezone

from blog.models import Post, SiteSettings
from tests.factories import EssayFactory, PageFactory, RoleFactory, SeriesFactory, refreshed_together

from .page import assert_same_for_all, paths, tree, words

pytestmark = pytest.mark.django_db


def days(numbers, **fields):
    """Published roles on these days, the highest the newest."""
    now = timezone.now()
    made = []
    with refreshed_together():
        for number in numbers:
            at = now - datetime.timedelta(days=max(numbers) - number, minutes=1)
            role = RoleFactory(published=True, publish_at=at, day=number, title=f"Role of day {number}", **fields)
            made.append(role)
    return made


def test_an_empty_site_offers_the_next_step(client):
    response = client.get("/")
    assert response.status_code == 200
    assert "Nothing is out yet." in words(response)
    assert "/admin/" in paths(response)
    assert_same_for_all(response)


def test_the_newest_role_leads_and_the_days_before_follow(client):
    SeriesFactory(slots=40)
    days(range(1, 11))
    response = client.get("/")
    assert words(response, "//article//h2") == "Role of day 10"
    assert paths(response, "//ol[@class='days-before']//a/@href") == [
        f"/roles/role-of-day-{n}/" for n in range(9, 3, -1)
    ]


def test_the_series_is_drawn_and_said_in_words(client):
    SeriesFactory(slots=40, slots__first_day=timezone.localdate() - datetime.timedelta(days=2))
    days([1, 2, 3])
    response = client.get("/")
    assert len(tree(response).xpath("//div[@class='strip']/i")) == 40
    assert len(tree(response).xpath("//div[@class='strip']/i[contains(@class, 'out')]")) == 3
    assert "3 of 40 are out. Day 4 comes out on" in words(response)


def test_what_is_not_out_is_nowhere_on_the_front_page(client):
    SeriesFactory(slots=5)
    RoleFactory(scheduled=True, day=1, title="Tomorrow's secret")
    EssayFactory(title="Half an essay")
    PageFactory(title="Draft page")
    text = client.get("/").content.decode()
    assert "secret" not in text
    assert "Half an essay" not in text
    assert "Draft page" not in text


def test_essays_and_popular_posts_are_there(client):
    roles = days(range(1, 8))
    essay = EssayFactory(published=True, title="An essay")
    Post.objects.filter(pk=roles[2].pk).update(popularity=9_999)
    response = client.get("/")
    assert paths(response, "//ol[@class='ranked']/li/a/@href")[0] == roles[2].get_absolute_url()
    assert essay.get_absolute_url() in paths(response, "//ul[contains(@class, 'essay-list')]//a/@href")


def test_the_site_is_called_as_its_owner_says_and_standing_pages_are_in_the_footer(client):
    SiteSettings(name="Berufe", tagline="Jeden Tag einer", footer="Gemacht in Köln.").save()
    PageFactory(published=True, title="Impressum")
    response = client.get("/")
    assert tree(response).xpath("string(//title)") == "Berufe: Jeden Tag einer"
    assert "Gemacht in Köln." in words(response, "//footer")
    assert "/pages/impressum/" in paths(response, "//footer//a/@href")


def test_the_front_page_is_the_same_for_all(client, reader_client, editor_client):
    days([1, 2])
    response = client.get("/")
    assert_same_for_all(response)
    assert reader_client.get("/").content == editor_client.get("/").content == response.content


def test_the_front_page_asks_eight_questions_at_most_at_any_size(client, django_assert_max_num_queries):
    SeriesFactory(slots=100)
    days([1, 2])
    with django_assert_max_num_queries(8) as few:
        client.get("/")
    days(range(3, 20))
    with refreshed_together():
        for _n in range(6):
            EssayFactory(published=True)
    with django_assert_max_num_queries(8) as many:
        client.get("/")
    assert len(many) == len(few)


def test_the_name_of_who_is_signed_in_is_a_piece_of_its_own(client, reader_client, editor_client):
    assert "Sign in" in client.get("/me/masthead/").content.decode()
    answer = reader_client.get("/me/masthead/")
    assert "Reader" in answer.content.decode()
    assert "/admin/" not in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert "/admin/" in editor_client.get("/me/masthead/").content.decode()
