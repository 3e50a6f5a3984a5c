"""What is looked at before a post comes out: errors stop it, warnings do not."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from blog.actions.checks import NotReady, findings, problems
from blog.actions.posts import publish_post, refresh_post
from blog.models import Address, Picture, Post
from tests.factories import EssayFactory, PageFactory, ResourceFactory, RoleFactory, TagFactory
from tests.pictures.files import photograph

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.date(2020, 1, 1)


def found(post):
    """{field: message} of the warnings."""
    return {problem.field: problem.message for problem in findings(post) if not problem.is_error}


def stopped(post):
    return {problem.field: problem.message for problem in problems(post)}


def changed(post, **fields):
    vars(post).update(fields)
    post.save()
    refresh_post(post)
    return post


def test_a_good_role_passes_without_a_word():
    assert findings(RoleFactory()) == []


def test_errors_stop_it_and_warnings_do_not():
    role = RoleFactory(title="Data " * 20)
    assert found(role)
    publish_post(role)
    assert role.is_public()
    half = RoleFactory(outlook=Post.Outlook.GROWING)
    with pytest.raises(NotReady) as refusal:
        publish_post(half)
    assert [problem.field for problem in refusal.value.problems] == [
        "outlook_source", "outlook_region", "outlook_as_of",
    ]  # fmt: skip


# Facts


def test_a_fact_without_where_from_is_an_error_and_an_old_one_a_warning():
    told = {"outlook_source": "https://example.org/", "outlook_region": "Europe", "outlook_text": "It grows."}
    role = RoleFactory(outlook="growing", **told, outlook_as_of=timezone.localdate())
    assert findings(role) == []
    assert "older than 18 months" in found(changed(role, outlook_as_of=LONG_AGO))["outlook_as_of"]
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    assert "still to come" in found(changed(role, outlook_as_of=tomorrow))["outlook_as_of"]
    pay = {"stage": "typical", "low": 1, "high": 2, "currency": "EUR", "as_of": LONG_AGO}
    role.pay.create(**pay, region=" ", source="https://example.org/")
    assert "where it is paid" in stopped(role)["pay"]
    assert "older than 18 months" in found(role)["pay"]


# Pictures


def test_a_picture_in_a_text_needs_its_words_or_to_be_decorative():
    picture = Picture.objects.create(file=SimpleUploadedFile("a.jpg", photograph(8, 8).read()))
    shown = f'<figure><img src="{picture.file.url}" data-picture="{picture.pk}" alt=""></figure>'
    role = RoleFactory(why=f"<p>Because.</p>{shown}")
    assert "the picture in this text" in stopped(role)["why"]
    assert "the 2 pictures" in stopped(changed(role, why=f"<p>Because.</p>{shown}<p>And.</p>{shown}"))["why"]
    Picture.objects.update(is_decorative=True)
    assert stopped(role) == {}
    Picture.objects.update(is_decorative=False, alt="A desk")
    assert stopped(role) == {}
    assert stopped(changed(role, why=shown.replace('alt=""', 'alt="A desk"'))) == {}


# Headings and reading ease


def test_a_heading_with_nothing_below_it_is_told():
    essay = EssayFactory(body="<h2>One</h2><h3>Inside</h3><p>Text.</p><h2>Empty</h2><h2>Last</h2>")
    told = [problem.message for problem in findings(essay)]
    assert told == [f"Nothing stands below the heading “{words}”." for words in ("Empty", "Last")]


def test_a_heading_left_out_is_told():
    essay = EssayFactory()
    Post.objects.filter(pk=essay.pk).update(body="")
    essay.body = "<h2>One</h2><h4>Deep</h4><p>Text.</p>"  # as rows that nobody cleaned have it
    assert "“Deep” is too small a heading" in found(essay)["body"]


def test_hard_texts_are_told_with_a_number_that_can_be_checked():
    easy = "The cat sat on the mat. It was glad to be in. " * 10
    hard = "Interdisciplinary requirements necessitate organisational restructuring considerations, " * 12
    assert findings(EssayFactory(body=f"<p>{easy}</p>")) == []
    told = found(EssayFactory(body=f"<p>{hard}.</p>"))["body"]
    assert "72 words a sentence" in told
    assert "100 in a hundred" in told
    assert findings(EssayFactory(body=f"<p>{'数据科学家的工作' * 40}</p>")) == []


# Search results


def test_what_search_results_would_cut_off_is_told():
    essay = EssayFactory(title="T" * 61, standfirst="S" * 161)
    assert "61 letters" in found(essay)["title"]
    assert "standfirst has 161" in found(essay)["description"]
    assert "description has 170" in found(changed(essay, description="D" * 170))["description"]
    assert set(found(changed(essay, description="Short."))) == {"title"}
    assert "62 letters" in found(changed(essay, title="数" * 31))["title"]
    assert "Write a description" in found(PageFactory())["description"]


# Links


def test_a_dead_resource_is_told_with_its_day():
    role = RoleFactory()
    role.role_resources.create(resource=ResourceFactory(title="Gone", dead_since=datetime.date(2026, 5, 3)))
    assert "“Gone” is dead since 3 May 2026" in found(role)["role_resources"]


def test_links_to_pages_of_this_site_that_are_not_there_are_told():
    RoleFactory(slug="a-draft")
    RoleFactory(slug="out", published=True)
    RoleFactory(slug="soon", scheduled=True)
    TagFactory(name="known")
    Address.objects.move("/roles/renamed/", "/roles/out/")
    dead = ["/roles/nobody/", "/roles/a-draft/", "/tags/unknown/", "/what-never-was/"]
    alive = ["/roles/out/", "/roles/soon/#skills", "/roles/out/?from=here", "/roles/renamed/", "/tags/known/"]
    alive += ["/skills/python/", "/search/label/anything", "/media/a.jpg", "/roles/?tag=known", "/essays/linking/"]
    alive += ["https://elsewhere.example/roles/nobody/"]
    links = "".join(f'<p><a href="{path}">here</a></p>' for path in [*alive, *dead])
    essay = EssayFactory(title="Linking", body=links)
    told = [problem.message for problem in findings(essay)]
    assert told == [f"A link leads to {path}, where there is no page." for path in dead]


def test_links_in_rows_are_looked_at_too():
    role = RoleFactory()
    step = role.steps.create(title="Read", text="See [that](/roles/nobody/).")
    assert "/roles/nobody/" in found(role)["steps"]
    role.steps.filter(pk=step.pk).update(text="See [that](/never-was/).")
    assert "/never-was/" in found(role)["steps"]


# A role that exists already


@pytest.mark.parametrize("title", ["Front-End Developer", "FRONTEND developer", "Frontend Devloper", "UI coder"])
@pytest.mark.parametrize("state", ["draft", "ready"])
def test_a_role_of_the_same_name_is_told(title, state):
    names = {"also_called": "UI coder", "hidden_names": "frontend devloper"}
    there = RoleFactory(title="Frontend Developer", **names, state=state, skills=["A", "B", "C"])
    [problem] = findings(RoleFactory(title=title))
    assert (problem.field, problem.other, problem.is_error) == ("title", there.pk, False)
    assert "“Frontend Developer” has this name already" in problem.message


def test_another_name_that_is_taken_is_told_at_its_field():
    RoleFactory(title="Web Developer", skills=["A", "B", "C"])
    assert set(found(RoleFactory(title="Site Builder", also_called="web developer"))) == {"also_called"}


def test_a_role_that_needs_nearly_the_same_is_told():
    skills = ["Python", "SQL", "Statistics", "Writing", "Git"]
    there = RoleFactory(title="Data Analyst", skills=skills, published=True)
    RoleFactory(title="Programmer", skills=[*skills[:2], "C", "Rust", "Go"], published=True)
    problem = next(problem for problem in findings(RoleFactory(title="Data Scientist", skills=skills)))
    assert (problem.field, problem.other) == ("role_skills", there.pk)
    assert "5 of its 5 skills" in problem.message
