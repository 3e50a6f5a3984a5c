"""Names stand beside words on public pages: they hide nothing, turn nothing round, and are nobody else's."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import User
from accounts.names import check_name, clean_name
from blog.models import Comment, PendingComment
from tests.conftest import staff
from tests.factories import AuthorFactory, RoleFactory, UserFactory

pytestmark = pytest.mark.django_db
NEW = {"email": "new@example.com", "password1": "a long enough sentence"}
TURNED = "Ada \u202egnorw\u200b Byron\u0301\u0301\u0301\u0301\u0301\u0301\n"
PLAIN = "Ada gnorw Byron\u0301\u0301\u0301\u0301"


def test_what_nobody_sees_is_taken_out_at_sign_up_and_in_the_profile(client):
    client.post(reverse("account_signup"), NEW | {"name": TURNED})
    user = User.objects.get()
    assert user.name == PLAIN
    client.force_login(user)
    client.post("/accounts/profile/", {"name": f"{TURNED}!", "about": TURNED})
    user.refresh_from_db()
    assert user.name == f"{PLAIN} !"
    assert user.profile.about == PLAIN


@pytest.mark.parametrize("name", ["\u200b\u200b", "\u202e", " \u2060 "])
def test_a_name_nobody_sees_is_none(client, reader_client, reader, name):
    answer = client.post(reverse("account_signup"), NEW | {"name": name})
    assert "A name is needed." in answer.content.decode() or "This field is required." in answer.content.decode()
    assert User.objects.get() == reader
    assert reader_client.post("/accounts/profile/", {"name": name}).status_code == 422


@pytest.mark.parametrize(
    "name", ["Rosa Editor", "rosa  EDITOR.", "R\u043esa Edit\u043er", "Ｒｏｓａ Editor", "Rósa Editor"]
)
def test_nobody_takes_the_name_of_who_works_here(client, reader_client, name):
    UserFactory(name="Rosa Editor", is_staff=True)
    said = "has this name"
    answer = client.post(reverse("account_signup"), NEW | {"name": name})
    assert said in answer.content.decode()
    assert answer.content.decode().count(NEW["email"]) == 1
    assert said in reader_client.post("/accounts/profile/", {"name": name}).content.decode()
    post = RoleFactory(published=True)
    typed = {"name": name, "email": "a@example.com", "body": "As the editor I say so."}
    answer = client.post(f"{post.get_absolute_url()}comment/", typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Comment.objects.exists()
    assert not PendingComment.objects.exists()


def test_names_of_authors_without_an_account_are_theirs_and_those_of_readers_free(editor):
    AuthorFactory(name="Guest Author")
    AuthorFactory(name="Story Reader", user=UserFactory(name="Story Reader"))
    with pytest.raises(ValidationError, match="has this name"):
        check_name("guest author")
    check_name("Story Reader")
    check_name("Editor Too")


def test_who_works_here_may_be_called_like_a_colleague_and_keep_ones_own(editor):
    check_name("Anna", staff("anna"))
    check_name(editor.name, editor)


def test_names_of_other_scripts_are_left_alone():
    for name in ("می‌خواهم", "नमस्ते", "Đặng", "李雷", "👩‍💻 Ada", "O'Neill-Özil"):
        assert clean_name(name) == name
