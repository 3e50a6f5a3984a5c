"""
Every page and every act of the desk, and which groups it is for: a(uthor), e(ditor), m(oderator), o(wner). Strangers
are asked to sign in, readers are turned away, wherever they knock. What stands in no table is not for
moderators.
"""

import datetime

import pytest
from django.contrib import admin
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import Group
from django.urls import URLResolver, reverse
from django.urls.converters import IntConverter
from django.utils import timezone

from blog.actions.revisions import record_revision
from blog.models import Address, Link, MissedSearch, MissingPath, Post, Rule, Standing
from tests.conftest import client_of
from tests.factories import (
    AuthorFactory,
    CommentFactory,
    EssayFactory,
    IdeaFactory,
    PageFactory,
    ResourceFactory,
    RoleFactory,
    SeriesFactory,
    SkillFactory,
    TagFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
GROUPS = ("author", "editor", "moderator", "owner")

# Who opens the list and a row, adds, changes, deletes. Of posts the row is the author's own draft.
MODELS = {
    "blog.role": ("aeo", "aeo", "aeo", "aeo"),
    "blog.essay": ("aeo", "aeo", "aeo", "aeo"),
    "blog.page": ("eo", "eo", "eo", "eo"),
    "blog.post": ("aeo", "", "aeo", ""),  # the lookup of roles; leads on to their form, and changes nothing itself
    "blog.series": ("aeo", "eo", "eo", "eo"),
    "blog.slot": ("aeo", "eo", "eo", "eo"),
    "blog.idea": ("aeo", "aeo", "eo", "eo"),
    "blog.comment": ("emo", "", "", ""),
    "blog.rule": ("emo", "emo", "emo", "emo"),
    "blog.act": ("emo", "", "", ""),
    "blog.deskletters": ("aemo", "", "aemo", ""),  # each their own
    "blog.standing": ("eo", "", "eo", ""),  # shown whatever is sent
    "blog.missedsearch": ("eo", "", "", "eo"),
    "blog.skill": ("aeo", "aeo", "eo", "eo"),
    "blog.resource": ("aeo", "aeo", "eo", "eo"),
    "blog.link": ("eo", "", "eo", ""),  # the same: changed by acts of its own
    "blog.tag": ("aeo", "eo", "eo", "eo"),
    "blog.category": ("aeo", "eo", "eo", "eo"),
    "blog.author": ("aeo", "eo", "eo", "eo"),
    "blog.picture": ("aeo", "aeo", "eo", "eo"),
    "blog.address": ("eo", "eo", "eo", "eo"),
    "blog.missingpath": ("eo", "", "", "eo"),
    "blog.move": ("eo", "eo", "", ""),
    "blog.wording": ("eo", "eo", "eo", "eo"),
    "blog.sitesettings": ("o", "", "o", ""),
    "accounts.user": ("o", "o", "o", "o"),
    "auth.group": ("o", "", "", ""),
    "admin.logentry": ("o", "", "", ""),
}

# Pages beside those of the models: the name of the address, its arguments, who opens it.
PAGES = {
    "index": ([], "aemo"),
    "password_change_done": ([], "aemo"),
    "password_change": ([], "aemo"),
    "jsi18n": ([], "aemo"),
    "ledger-calendar": ([], "aeo"),
    "ledger": (["365-roles"], "aeo"),
    "ledger-day": (["365-roles", 2], "aeo"),
    "ledger-schedule": (["365-roles"], "eo"),
    **{f"blog_role_{page}": (["role"], "aeo") for page in ("revisions", "compare")},
    **{f"blog_essay_{page}": (["essay"], "aeo") for page in ("revisions", "compare")},
    **{f"blog_{kind}_sheets": ([], "aeo") for kind in ("role", "essay")},
    "blog_comment_queue": ([], "emo"),
    "blog_comment_spam": ([], "emo"),
    "blog_comment_queue_at": (["code"], "emo"),
    **{f"blog_{model}_alike": ([], "eo") for model in ("skill", "tag", "resource")},
    **{f"blog_{model}_merge": ([], "eo") for model in ("skill", "tag", "resource")},
    **{f"blog_{model}_suggest": ([], "aeo") for model in ("tag", "skill", "resource")},
    "blog_picture_find": ([], "aeo"),
    "blog_missingpath_redirect": (["path"], "eo"),
}
# What changes something: the address with its arguments, what is sent, who may.
ACTS = {
    "submit": ("blog_role_change", ["role"], {"_submit": "1"}, "aeo"),
    "hand back": ("blog_role_change", ["submitted"], {"_return": "1"}, "eo"),
    "approve": ("blog_role_change", ["submitted"], {"_approve": "1"}, "eo"),
    "schedule": ("blog_role_change", ["role"], {"_schedule": "1"}, "eo"),
    "publish": ("blog_role_change", ["role"], {"_publish": "1"}, "eo"),
    "withdraw": ("blog_role_change", ["published"], {"_withdraw": "1"}, "eo"),
    "save a published post": ("blog_role_change", ["published"], {"_save": "1"}, "eo"),
    "save what others wrote": ("blog_role_change", ["theirs"], {"_save": "1"}, "eo"),
    "restore a revision": ("blog_role_restore", ["role", 1], {}, "aeo"),
    "restore one of others": ("blog_role_restore", ["theirs", 1], {}, "eo"),
    "delete what others wrote": ("blog_role_delete", ["theirs"], {"post": "yes"}, "eo"),
    "delete what was public": ("blog_role_delete", ["published"], {"post": "yes"}, ""),
    "judge a comment": ("blog_comment_queue_at", ["code"], {"verb": "approve"}, "emo"),
    "judge several": ("blog_comment_changelist", [], {"action": "approve", "_selected_action": ["0"]}, "emo"),
    "take a judgement back": ("blog_comment_undo", [], {}, "emo"),
    "merge tags": ("blog_tag_merge", [], {"of": []}, "eo"),
    "merge skills": ("blog_skill_merge", [], {"of": []}, "eo"),
    "merge resources": ("blog_resource_merge", [], {"of": []}, "eo"),
    "ask for a link": ("blog_link_ask", ["link"], {}, "eo"),
    "judge a link": ("blog_link_judge", ["link"], {"state": "alive"}, "eo"),
    "keep a copy": ("blog_link_copy", ["link"], {}, "eo"),
    "replace a link": ("blog_link_replace", ["link"], {"url": "https://b.example/"}, "eo"),
    "change a day": ("ledger-day", ["365-roles", 2], {"act": "skip"}, "eo"),
    "schedule days": ("ledger-schedule", ["365-roles"], {}, "eo"),
    "change dates": ("ledger-dates", ["365-roles"], {}, "eo"),
    "declare a day ready": ("ledger-ready", ["365-roles", 1], {}, "eo"),
    "upload a picture": ("blog_picture_upload", [], {}, "aeo"),
    "clean what is pasted": ("clean_pasted", [], {"html": "x"}, "aemo"),
    "lead a missing path somewhere": ("blog_missingpath_redirect", ["path"], {}, "eo"),
    "change the settings": ("blog_sitesettings_change", ["settings"], {}, "o"),
    "change a person": ("accounts_user_change", ["user"], {}, "o"),
}


@pytest.fixture
def people(author):
    found = {"author": author}
    for group in GROUPS[1:]:
        found[group] = UserFactory(is_staff=True, name=group, email=f"{group}@desk.example")
        found[group].groups.add(Group.objects.get(name=group))
    return found


@pytest.fixture
def clients(people):
    return {group: client_of(user) for group, user in people.items()}


@pytest.fixture
def house(people, monkeypatch):
    """{name: the key of one row of everything}"""
    monkeypatch.setattr("blog.actions.asking.answer_of", lambda link, fetcher: "200")
    mine = {"authors": [people["author"].author]}
    series = SeriesFactory(slots=3, slots__first_day=timezone.localdate())
    rows = {
        "role": RoleFactory(**mine, day=1),
        "submitted": RoleFactory(**mine, state=Post.State.SUBMITTED),
        "published": RoleFactory(**mine, published=True),
        "theirs": RoleFactory(),
        "essay": EssayFactory(**mine),
        "page": PageFactory(),
        "post": RoleFactory(**mine),
        "series": series,
        "slot": series.slots.get(day=3),
        "idea": IdeaFactory(),
        "comment": CommentFactory(state="held"),
        "rule": Rule.objects.create(kind="word", pattern="x"),
        "skill": SkillFactory(),
        "resource": ResourceFactory(),
        "tag": TagFactory(),
        "author": AuthorFactory(),
        "address": Address.objects.create(path="/old/", target="/new/"),
        "missingpath": MissingPath.objects.create(path="/nowhere/", last_at=timezone.now()),
        "missedsearch": MissedSearch.objects.create(words="x", last_on=datetime.date(2026, 1, 1)),
        "user": UserFactory(),
        "logentry": LogEntry.objects.create(user=people["owner"], action_flag=ADDITION, object_repr="x", object_id="1"),
        "link": Link.objects.create(url="https://a.example/", host="a.example", next_check_at=timezone.now()),
    }
    rows["standing"] = Standing.objects.create(post=rows["published"])
    rows["category"], rows["group"] = rows["role"].category, Group.objects.get(name="author")
    for name in ("role", "theirs"):
        record_revision(rows[name])
    keys = {name: row.pk for name, row in rows.items()}
    return keys | {"settings": 1, "sitesettings": 1, "code": rows["comment"].code, "path": keys["missingpath"]}


def let_in(clients, address, data=None):
    """The first letters of the groups that are not turned away; what they sent may be wrong or too little."""
    letters = ""
    for group, client in clients.items():
        answer = client.get(address) if data is None else client.post(address, data)
        letters += "" if answer.status_code == 403 else group[0]
    return letters


def address_of(name, arguments, house):
    return reverse(f"admin:{name}", args=[house.get(one, one) for one in arguments])


def test_the_pages_of_each_model_are_for_these_groups(clients, house):
    found = {}
    for label in MODELS:
        name, model = label.replace(".", "_"), label.partition(".")[2]
        see, add = (let_in(clients, address_of(f"{name}_{page}", [], house)) for page in ("changelist", "add"))
        opened, delete = see, MODELS[label][3]
        change = MODELS[label][2]
        if model in house:
            row = address_of(f"{name}_change", [model], house)
            opened, change = let_in(clients, row), let_in(clients, row, {"nonsense": "1"})
            delete = let_in(clients, address_of(f"{name}_delete", [model], house))
        assert opened == see, label
        found[label] = (see, add, change, delete)
    assert found == MODELS


def test_other_pages_are_for_these_groups(clients, house):
    found = {name: let_in(clients, address_of(name, arguments, house)) for name, (arguments, _who) in PAGES.items()}
    assert found == {name: groups for name, (_arguments, groups) in PAGES.items()}


def test_acts_are_for_these_groups(clients, house):
    found = {act: let_in(clients, address_of(name, row, house), data) for act, (name, row, data, _who) in ACTS.items()}
    assert found == {act: groups for act, (_name, _row, _data, groups) in ACTS.items()}


# Pages that look after themselves: each answers according to what it is asked of.
EACH_ITS_OWN = {"login", "logout", "autocomplete", "view_on_site", "app_list"}
VERBS = ("changelist", "add", "change", "delete", "history")


def patterns(found):
    for pattern in found:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns)
        elif pattern.name and pattern.name not in EACH_ITS_OWN:
            yield pattern


def every_page():
    """{name: an address} of all that the desk has."""
    found = {}
    for pattern in patterns(admin.site.get_urls()):
        converters = pattern.pattern.converters.values()
        arguments = [1 if isinstance(converter, IntConverter) else "1" for converter in converters]
        found[pattern.name] = reverse(f"admin:{pattern.name}", args=arguments)
    return found


def test_nobody_from_outside_gets_in_anywhere(client, reader_client):
    for name, address in every_page().items():
        assert client.get(address).status_code == 302, name
        assert reader_client.get(address).status_code in (302, 403), name


def test_what_is_in_no_table_is_not_for_moderators(clients):
    """They judge comments, and nothing else: a new page stands open to them by oversight only."""
    in_tables = {*PAGES, *(name for name, *_rest in ACTS.values())}
    in_tables |= {f"{label.replace('.', '_')}_{verb}" for label in MODELS for verb in VERBS}
    others = {name: address for name, address in every_page().items() if name not in in_tables}
    opened = [name for name, address in others.items() if clients["moderator"].get(address).status_code == 200]
    assert opened == []
