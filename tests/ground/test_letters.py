from email import message_from_bytes
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.template import engines
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from blog import letters
from blog.letters import send_letter
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

WORDS = {"letter_subject": "You were answered", "letter_text": "Rosa wrote <b>something</b>."}


@pytest.fixture
def write(settings, run_followups, mailoutbox):
    settings.SITE_URL = "https://careers.example"

    def send(to="reader@example.com", context=None, **options):
        send_letter(to, "account", {**WORDS, **(context or {})}, **options)
        run_followups()
        return mailoutbox[-1]

    return send


def test_a_letter_has_text_first_and_html_beside_it(write):
    parts = message_from_bytes(write().message().as_bytes()).get_payload()
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]


def test_the_text_is_not_escaped_and_the_html_is(write):
    letter = write()
    assert "Rosa wrote <b>something</b>." in letter.body
    assert "Rosa wrote &lt;b&gt;something&lt;/b&gt;." in letter.alternatives[0].content


def test_the_html_carries_its_style_in_its_elements(write):
    html = write().alternatives[0].content
    assert '<h1 style="' in html
    assert "prefers-color-scheme: dark" in html


def test_nothing_is_sent_before_the_transaction_and_the_follow_up_work(mailoutbox):
    send_letter("reader@example.com", "account", WORDS)
    assert not mailoutbox
    assert DBTaskResult.objects.ready().count() == 1


def test_a_letter_is_sent_once_and_its_words_are_then_forgotten(write, run_followups, mailoutbox):
    write()
    run_followups()
    assert len(mailoutbox) == 1
    assert DBTaskResult.objects.get().args_kwargs == {"args": [], "kwargs": {}}


def test_a_second_try_carries_the_same_message_id(write, monkeypatch, mailoutbox, run_followups):
    sent = []

    def lose_connection(self, messages):
        sent.extend(messages)
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", lose_connection)
        send_letter("reader@example.com", "account", WORDS)
        run_followups()
    DBTaskResult.objects.update(run_after="2020-01-01T00:00Z")
    run_followups()
    assert sent[0].extra_headers["Message-ID"] == mailoutbox[0].extra_headers["Message-ID"]


@pytest.mark.parametrize("subject", ["Hi\nBcc: all@example.com", "Hi\r\nBcc: all@example.com", "Hi\u2028Bcc: x"])
def test_a_subject_cannot_add_a_header(write, subject):
    letter = write(context={"letter_subject": subject})
    assert "Bcc" not in letter.message()
    assert letter.recipients() == ["reader@example.com"]


@pytest.mark.parametrize(
    "to", ["a@example.com\nBcc: b@example.com", "a@example.com, b@example.com", "A <a@example.com>", "", "nobody"]
)
def test_a_recipient_is_one_address(to):
    with pytest.raises(ValidationError):
        send_letter(to, "account", WORDS)


def test_letters_say_how_to_unsubscribe_by_one_click(write):
    letter = write(unsubscribe_url="/unsubscribe/abc/")
    assert letter.extra_headers["List-Unsubscribe"] == "<https://careers.example/unsubscribe/abc/>"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "https://careers.example/unsubscribe/abc/" in letter.body


def test_letters_nobody_subscribed_to_say_nothing_of_it(write):
    assert "List-Unsubscribe" not in write().extra_headers


def test_a_letter_needs_a_subject_line():
    with pytest.raises(ValueError, match="begins with its subject"):
        letters.split_subject("Dear reader,")


def test_an_address_the_server_refuses_for_good_is_not_tried_again(monkeypatch, run_followups):
    def refuse(self, messages):
        raise SMTPRecipientsRefused({"reader@example.com": (550, b"no such user")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    send_letter("reader@example.com", "account", WORDS)
    run_followups()
    assert DBTaskResult.objects.failed().count() == 1


def test_only_addresses_of_this_site_become_links(settings):
    settings.SITE_URL = "https://careers.example"
    source = "{% load letters %}{{ text|link_home }}"
    text = "Go to https://careers.example/a/?b=1 not https://careers.example.evil/ or <evil.com>"
    html = engines["django"].from_string(source).render({"text": text})
    assert '<a href="https://careers.example/a/?b=1">' in html
    assert html.count("<a ") == 1
    assert "&lt;evil.com&gt;" in html


def test_account_letters_come_in_the_look_of_the_house_with_links_to_site_url(settings, run_followups, mailoutbox):
    settings.SITE_URL = "https://careers.example"
    settings.ALLOWED_HOSTS = ["other.example"]
    user = UserFactory(email="rosa@example.com")
    Client(headers={"host": "other.example"}).post(reverse("account_reset_password"), {"email": user.email})
    run_followups()
    (letter,) = mailoutbox
    assert "https://careers.example/accounts/password/reset/key/" in letter.body
    assert "other.example" not in letter.message().as_string()
    assert '<h1 style="' in letter.alternatives[0].content
