import datetime

import pytest
from django.test import Client
from django.utils import timezone

from blog.actions.posts import publish_post, refresh_post, withdraw_post
from blog.models import (
    ChangeNote,
    Essay,
    Pay,
    Post,
    Relation,
    RoleSkill,
    SectionReview,
    Skill,
    Source,
    Step,
    Voice,
    WayIn,
)
from tests.factories import (
    AuthorFactory,
    CommentFactory,
    EssayFactory,
    PageFactory,
    RoleFactory,
    RoleResourceFactory,
    SeriesFactory,
)

from .page import assert_same_for_all, paths, tree, words

pytestmark = pytest.mark.django_db


def out(post):
    refresh_post(post)
    return post


def full_role(**fields):
    """A role with every part it can have."""
    role = RoleFactory(
        published=True,
        headline="How to become one",
        also_called="ML Engineer\nModel Keeper",
        entry_level=Post.EntryLevel.DEGREE_USUAL,
        hours_a_week="about 40",
        choose_else="you want to be *sure* in the morning",
        outlook_text="Growing by a fifth",
        outlook_source="https://example.org/outlook",
        outlook_region="United States",
        outlook_as_of=timezone.localdate() - datetime.timedelta(days=600),
        based_on="Public job descriptions.",
        reviewed_on=datetime.date(2026, 10, 1),
        tags=["python", "on call"],
        **fields,
    )
    WayIn.objects.create(role=role, route=WayIn.Route.SELF_TAUGHT, note="Seldom as a first job.")
    pay = {"currency": "EUR", "source": "https://example.org/pay", "as_of": timezone.localdate()}
    Pay.objects.create(role=role, stage=Pay.Stage.STARTER, low=42000, high=50000, region="Germany", **pay)
    Voice.objects.create(role=role, quote="It is care, not cleverness.", name="A reader", standing="does this job")
    Source.objects.create(post=role, title="A framework", url="https://example.org/framework", publisher="A ministry")
    ChangeNote.objects.create(post=role, text="Said which maths matters.", credit="A reader")
    SectionReview.objects.create(role=role, section="skills", reviewed_on=datetime.date(2026, 11, 1))
    RoleResourceFactory(role=role, note="Read `chapter 2` first.")
    return role


# What a role page shows


def test_a_role_page_has_its_sections_in_their_order(client):
    role = out(full_role(title="Machine Learning Engineer", day=31))
    anchors = tree(client.get(role.get_absolute_url())).xpath("//article//section/@id")
    assert anchors == [
        *("facts", "why", "what", "skills", "perks", "drawbacks", "ways-in", "start", "resources", "voices", "final"),
        "sources",
    ]


def test_a_role_page_shows_what_its_editor_wrote(client):
    response = client.get(out(full_role(title="Machine Learning Engineer", day=31)).get_absolute_url())
    text = words(response)
    for part in (
        "Machine Learning Engineer",
        "How to become one",
        "ML Engineer, Model Keeper",
        "A degree is usual",
        "About 40 hours a week",
        "EUR 42,000–50,000",
        "Growing by a fifth",
        "older than 18 months",
        "Self-taught",
        "It is care, not cleverness.",
        "This section was reviewed on 1 November 2026.",
        "Said which maths matters. Thanks to A reader.",
        "A framework, A ministry",
        "Last reviewed on 1 October 2026.",
        "on call",
    ):
        assert part in text, part
    assert tree(response).xpath("//*[@id='resources']//code/text()") == ["chapter 2"]
    assert tree(response).xpath("//div[@class='choose-else']//em/text()") == ["sure"]


def test_facts_that_nobody_stated_are_said_to_be_so(client):
    text = words(client.get(RoleFactory(published=True).get_absolute_url()), "//*[@id='facts']")
    assert text == (
        "Entry level not stated Pay not stated Hours and pattern not stated Outlook not stated"
        " Tonight, free Try it tonight an hour"
    )


def test_empty_optional_fields_leave_no_hole(client):
    response = client.get(RoleFactory(published=True, closing_line="").get_absolute_url())
    page = tree(response)
    for part in ("ways-in", "resources", "progression", "voices", "sources"):
        assert page.xpath(f"//*[@id='{part}']") == []
        assert page.xpath(f"//nav[@data-contents]//a[@href='#{part}']") == []
    for part in ("choose-else", "closing", "updated", "headline", "days-beside", "tags", "about-it"):
        assert page.xpath(f"//*[contains(@class, '{part}')]") == []


def test_a_recent_fact_is_not_called_old(client):
    role = full_role()
    Post.objects.filter(pk=role.pk).update(outlook_as_of=timezone.localdate() - datetime.timedelta(days=500))
    role.refresh_from_db()
    assert "older than" not in words(client.get(out(role).get_absolute_url()))


def test_the_essential_skills_come_first_and_say_so(client):
    role = RoleFactory(published=True, skills=[])
    for position, (name, need) in enumerate([("Typing", "useful"), ("Reading", "essential"), ("Sums", "essential")]):
        RoleSkill.objects.create(role=role, skill=Skill.objects.get_or_make(name), need=need, position=position)
    rows = tree(client.get(out(role).get_absolute_url())).xpath("//*[@id='skills']//li")
    assert [" ".join(row.text_content().split()) for row in rows] == [
        "Reading essential",
        "Sums essential",
        "Typing useful",
    ]


def test_the_free_first_hour_is_marked_and_each_step_can_be_ticked(client):
    role = RoleFactory(published=True, slug="tester")
    steps = tree(client.get(role.get_absolute_url())).xpath("//ol[@data-steps='tester']/li")
    assert ["first-hour" in step.get("class", "") for step in steps] == [True, False]
    assert [step.xpath(".//input/@value") for step in steps] == [["Try it tonight"], ["Build one thing"]]


def test_the_days_beside_are_the_nearest_that_are_out(client):
    SeriesFactory(slots=10)
    for day in (2, 5, 9):
        RoleFactory(published=True, day=day, title=f"Role of day {day}")
    RoleFactory(scheduled=True, day=7, title="Not yet")
    page = client.get("/series/365-roles/5/", follow=True)
    assert paths(page, "//a[contains(@class, 'tear-off')]/@href") == ["/roles/role-of-day-2/", "/roles/role-of-day-9/"]
    assert "Not yet" not in page.content.decode()


def test_the_last_day_says_when_the_next_comes_out(client):
    SeriesFactory(slots=3, slots__first_day=datetime.date(2026, 11, 1), time_zone="Europe/Berlin")
    RoleFactory(published=True, day=2, title="The second")
    text = words(client.get("/roles/the-second/"), "//nav[@class='days-beside']")
    assert "Day 3 comes out on Tuesday 3 November at 09:00, Berlin time." in text


def test_the_first_day_has_none_before_it_and_the_last_none_after(client):
    SeriesFactory(slots=2)
    for day in (1, 2):
        RoleFactory(published=True, day=day, title=f"Role of day {day}")
    assert paths(client.get("/roles/role-of-day-1/"), "//a[@rel='prev' or @rel='next']/@href") == [
        "/roles/role-of-day-2/"
    ]
    assert paths(client.get("/roles/role-of-day-2/"), "//a[@rel='prev' or @rel='next']/@href") == [
        "/roles/role-of-day-1/"
    ]


def test_roles_that_share_skills_are_shown_with_the_reason_unless_the_editor_named_them(client):
    role = RoleFactory(published=True, title="This", skills=["A", "B", "C"])
    RoleFactory(published=True, title="Two of three", skills=["A", "B", "X"])
    RoleFactory(published=True, title="One of three", skills=["A", "Y", "Z"])
    RoleFactory(scheduled=True, title="Still to come", skills=["A", "B", "C"])
    named = RoleFactory(published=True, title="Named", skills=["A", "B", "C"])
    Relation.objects.create(role=role, other=named, kind=Relation.Kind.LEADS_TO, note="After some years.")
    response = client.get(out(role).get_absolute_url())
    assert words(response, "//section[@class='related']") == (
        "Roles that share its skills Two of three shares 2 skills · compare with Two of three"
        " One of three shares 1 skill · compare with One of three"
    )
    assert words(response, "//*[@id='progression']//dl") == "Leads to Named: After some years. compare with Named"


def test_a_role_and_the_essays_about_it_show_each_other(client):
    role = RoleFactory(published=True, title="Surveyor")
    essay = EssayFactory(published=True, title="On measuring")
    draft = EssayFactory(title="Unfinished")
    for post in (essay, draft):
        post.mentions.add(role)
    assert "On measuring" in words(client.get(role.get_absolute_url()), "//section[@class='about-it']")
    assert "Unfinished" not in client.get(role.get_absolute_url()).content.decode()
    assert "Surveyor" in words(client.get(essay.get_absolute_url()), "//section[@class='about-it']")


def test_popular_posts_stand_beside_the_comments_without_the_page_itself(client):
    posts = RoleFactory.create_batch(12, published=True)
    Post.objects.filter(pk=posts[3].pk).update(popularity=9_999)
    found = paths(client.get(posts[0].get_absolute_url()), "//section[@class='popular']//li/a/@href")
    assert len(found) == 10
    assert found[0] == posts[3].get_absolute_url()
    assert posts[0].get_absolute_url() not in found


def test_share_links_are_plain_links_with_the_full_address(client, settings):
    settings.SITE_URL = "https://careers.example"
    role = RoleFactory(published=True, title="Weaver & Dyer")
    links = paths(client.get(role.get_absolute_url()), "//aside[@class='share']//a/@href")
    assert (
        "mailto:?subject=Weaver%20%26%20Dyer&body=https%3A%2F%2Fcareers.example%2Froles%2Fweaver-and-dyer%2F" in links
    )
    assert sum("https%3A%2F%2Fcareers.example" in link for link in links) == 4


def test_an_essay_lists_its_headings_and_a_page_has_no_comments(client):
    essay = EssayFactory(published=True, body="<h2>One</h2><h3>Lower</h3><p>Text.</p><h2>Two</h2><h2>Three</h2>")
    page = PageFactory(published=True, title="About")
    listed = paths(client.get(essay.get_absolute_url()), "//nav[@data-contents]//a/@href")
    assert listed == ["#one", "#two", "#three"]
    assert tree(client.get(page.get_absolute_url())).xpath("//*[@id='comments']") == []


def test_the_contents_list_of_a_role_leads_to_every_section_and_names_the_free_text(client):
    role = full_role(body="<h2>A day on the job</h2><p>Nine o'clock.</p>")
    page = tree(client.get(out(role).get_absolute_url()))
    listed = page.xpath("//nav[@data-contents]//a/@href")
    assert listed[-4:] == ["#final", "#a-day-on-the-job", "#sources", "#comments"]
    assert all(page.xpath(f"//*[@id='{anchor[1:]}']") for anchor in listed)


def test_texts_of_editors_turn_with_their_script(client):
    role = RoleFactory(published=True, title="مهندس", standfirst="نص")
    assert tree(client.get(role.get_absolute_url())).xpath("//h1/@dir") == ["auto"]


def test_what_is_typed_into_plain_fields_is_never_markup(client):
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    role = full_role(title=evil, standfirst=evil, closing_line=evil)
    Step.objects.create(role=role, title=evil[:160], text=evil, how_long=evil[:60], position=9)
    Voice.objects.create(role=role, quote=evil, name=evil, standing=evil)
    page = tree(client.get(out(role).get_absolute_url()))
    assert page.xpath("//main//script[not(@src) and not(@type)] | //img[@onerror]") == []
    assert evil in page.xpath("string(//h1)")


# Who sees it


@pytest.mark.parametrize("factory", [RoleFactory, EssayFactory, PageFactory])
@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 404),
        ({"scheduled": True}, 404),
        ({"state": Post.State.SUBMITTED}, 404),
        ({"state": Post.State.READY}, 404),
        ({"state": Post.State.PRIVATE}, 404),
        ({"state": Post.State.WITHDRAWN}, 410),
        ({"published": True}, 200),
    ],
)
def test_only_what_is_out_is_shown(client, factory, fields, status):
    post = out(factory(**fields))
    assert client.get(post.get_absolute_url()).status_code == status


def test_a_scheduled_role_is_out_at_its_minute_with_nothing_running(client):
    role = RoleFactory()
    publish_post(role, at=timezone.now() + datetime.timedelta(seconds=30))
    assert client.get(role.get_absolute_url()).status_code == 404
    Post.objects.filter(pk=role.pk).update(publish_at=timezone.now())
    assert client.get(role.get_absolute_url()).status_code == 200


def test_a_withdrawn_role_is_gone_and_comes_back(client):
    role = RoleFactory(published=True)
    withdraw_post(role)
    assert client.get(role.get_absolute_url()).status_code == 410
    publish_post(role)
    assert client.get(role.get_absolute_url()).status_code == 200


def test_a_kind_does_not_answer_at_the_address_of_another(client):
    EssayFactory(published=True, slug="one")
    assert client.get("/roles/one/").status_code == 404


def test_every_kind_of_page_is_the_same_for_all(client, reader_client):
    pages = [out(full_role(day=3)), EssayFactory(published=True), PageFactory(published=True)]
    for post in pages:
        response = client.get(post.get_absolute_url())
        assert_same_for_all(response)
        assert reader_client.get(post.get_absolute_url()).content == response.content


# How much it asks


def test_a_role_page_asks_the_same_for_little_and_for_much(client, django_assert_max_num_queries):
    plain = RoleFactory(published=True, skills=["A", "B", "C"])
    with django_assert_max_num_queries(10) as few:
        client.get(plain.get_absolute_url())
    SeriesFactory(slots=30)
    rich = full_role(title="Rich", day=15, authors=[AuthorFactory(), AuthorFactory()], skills=list("ABCDEFG"))
    for n in range(12):
        other = RoleFactory(published=True, day=n + 1, skills=list("ABC"))
        Relation.objects.create(role=rich, other=other, kind=Relation.Kind.SIMILAR, note="So.")
        essay = EssayFactory(published=True)
        Essay.objects.get(pk=essay.pk).mentions.add(rich)
    CommentFactory.create_batch(20, post=rich)
    out(rich)
    with django_assert_max_num_queries(10) as many:
        assert Client().get(rich.get_absolute_url()).status_code == 200
    assert len(many) <= 10
    assert len(few) <= len(many)
