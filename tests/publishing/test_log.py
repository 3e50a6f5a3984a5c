"""The log: who did what, in words, found by person, kind, thing and date; and nobody changes it."""

import datetime
from urllib.parse import urlencode

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from lxml import html

from blog.actions import rearranging
from blog.actions.merging import merge_tags
from blog.actions.moderation import judge
from blog.actions.moving_days import SWAP, Move
from blog.actions.posts import publish_post
from blog.models import Comment, Post, Tag
from tests.factories import CommentFactory, RoleFactory, SeriesFactory, SkillFactory, TagFactory

from .test_lists import queries

pytestmark = pytest.mark.django_db
LOG = "/admin/admin/logentry/"


def lines(answer):
    rows = html.fromstring(answer.content.decode()).xpath("//table[@id='result_list']/tbody/tr")
    return [" ".join(" ".join(cell.text_content() for cell in row).split()) for row in rows]


def newest():
    return LogEntry.objects.first().get_change_message()


def test_a_change_of_the_settings_says_what_was_and_what_is(plain_owner_client, press):
    address = "/admin/blog/sitesettings/1/change/"
    press("_save", plain_owner_client, address, name="Almanac", close_after_days="30")
    press("_save", plain_owner_client, address, comment_hold="never")
    (second, first) = lines(plain_owner_client.get(LOG))
    assert "Name of the site: “Careerguide” → “Almanac”. Close comments after days: — → “30”." in first
    assert "Which comments wait: “a person's first comment waits” → “no comment waits”." in second


def test_a_change_of_a_person_says_which_groups_and_never_a_password(plain_owner_client, editor, press):
    moderators = Group.objects.get(name="moderator")
    address = f"/admin/accounts/user/{editor.pk}/change/"
    press("_save", plain_owner_client, address, groups=[moderators.pk])
    assert newest() == "Groups: editor → moderator."
    typed = {"password1": "sesame open twice", "password2": "sesame open twice", "usable_password": "true"}
    plain_owner_client.post(f"/admin/accounts/user/{editor.pk}/password/", typed)
    assert "sesame" not in newest()


def test_shared_records_and_their_choices_are_told_in_words(editor_client, press):
    skill = SkillFactory(name="Phyton")
    press("_save", editor_client, f"/admin/blog/skill/{skill.pk}/change/", name="Python", kind="tool")
    assert "Name: “Phyton” → “Python”." in newest()
    assert "→ “tool”." in newest()


def test_everything_done_at_the_desk_is_in_it(plain_owner_client, editor):
    series = SeriesFactory(slots=5)
    publish_post(RoleFactory(title="Baker"), by=editor)
    merge_tags(Tag.objects.filter(pk=TagFactory(name="ML").pk), TagFactory(name="machine learning"), by=editor)
    judge("approve", Comment.objects.filter(pk=CommentFactory(state="held").pk), by=editor)
    RoleFactory(title="Miller", day=1)
    rearranging.do(series, Move(1, 2, SWAP), by=editor)
    told = " | ".join(lines(plain_owner_client.get(LOG)))
    for said in ("Post Baker Published.", "Merged “ML” into it", "Approved", "Series 365 roles"):
        assert said in told


def test_it_is_found_by_person_kind_thing_date_and_words(plain_owner_client, editor, owner):
    baker, miller = RoleFactory(title="Baker"), RoleFactory(title="Miller")
    publish_post(baker, by=editor)
    publish_post(miller, by=owner)
    skill = SkillFactory(name="Dough")
    LogEntry.objects.log_actions(editor.pk, [skill], ADDITION, "", single_object=True)
    LogEntry.objects.filter(object_repr="Dough").update(action_time=timezone.now() - datetime.timedelta(days=400))

    def found(query):
        return [line for name in ("Baker", "Miller", "Dough") for line in [name] if line in str(listed(query))]

    def listed(query):
        return lines(plain_owner_client.get(f"{LOG}?{query}"))

    assert found("") == ["Baker", "Miller", "Dough"]
    assert found(f"by={editor.pk}") == ["Baker", "Dough"]
    assert found("kind=blog.skill") == ["Dough"]
    assert found("kind=blog.post") == ["Baker", "Miller"]
    assert found(f"of=blog.post-{miller.pk}") == ["Miller"]
    week = {"action_time__gte": timezone.now() - datetime.timedelta(days=7)}
    assert found(urlencode(week)) == ["Baker", "Miller"]
    assert found("q=bak") == ["Baker"]
    assert found("q=published") == ["Baker", "Miller"]
    for odd in ("by=x", "kind=nothing", "of=x", "of=blog.post-%00", f"of=blog.post-{'9' * 99}"):
        assert plain_owner_client.get(f"{LOG}?{odd}").status_code == 200


def test_a_post_is_one_thing_from_whichever_list_it_was_changed(plain_owner_client, editor, editor_client, press):
    role = RoleFactory(title="Baker")
    publish_post(role, by=editor)
    press("_save", editor_client, f"/admin/blog/role/{role.pk}/change/", title="Night baker")
    page = plain_owner_client.get(f"{LOG}?of=blog.post-{role.pk}")
    assert len(lines(page)) == 2
    assert f"/admin/blog/role/{role.pk}/change/" in page.content.decode()


@pytest.mark.parametrize("who", ["author_client", "editor_client", "moderator_client"])
def test_the_log_is_the_owners_alone(request, who):
    assert request.getfixturevalue(who).get(LOG).status_code == 403


def test_nobody_takes_a_line_out_of_it_not_even_with_a_person(plain_owner_client, owner_client, editor):
    publish_post(RoleFactory(), by=editor)
    entry = LogEntry.objects.get()
    for client in (plain_owner_client, owner_client):
        chosen = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
        client.post(LOG, chosen)
        client.post(f"/admin/accounts/user/{editor.pk}/delete/", {"post": "yes"})
        for page in ("change", "delete"):
            assert client.post(f"{LOG}{entry.pk}/{page}/", {"post": "yes"}).status_code == 403
    assert LogEntry.objects.filter(pk=entry.pk, change_message="Published.").exists()


def test_it_costs_the_same_however_long(plain_owner_client, editor):
    def fill(number):
        ct = ContentType.objects.get_for_model(Post)
        row = {"user": editor, "content_type": ct, "action_flag": CHANGE, "change_message": "Published."}
        LogEntry.objects.bulk_create(LogEntry(**row, object_id=n, object_repr=f"Role {n}") for n in range(number))

    pages = [LOG, f"{LOG}?by={editor.pk}", f"{LOG}?kind=blog.post&q=role", f"{LOG}?of=blog.post-1"]
    fill(3)
    few = [queries(plain_owner_client, page) for page in pages]
    fill(300)
    assert [queries(plain_owner_client, page) for page in pages] == few
    assert max(few) <= 12
