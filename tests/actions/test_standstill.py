"""When nobody does the follow-up work, whoever serves pages says so."""

import datetime
import smtplib

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.actions.holes import warn_of_holes
from blog.actions.standstill import tell_of_standstill
from blog.models import StandstillWarning

pytestmark = pytest.mark.django_db


@pytest.fixture
def left_undone():
    """Work that has been waiting for `minutes`."""

    def leave(minutes):
        warn_of_holes.enqueue()
        DBTaskResult.objects.update(enqueued_at=timezone.now() - datetime.timedelta(minutes=minutes))

    return leave


def test_editors_are_told_once_a_day_by_letters_that_wait_for_nobody(left_undone, editor, author, mailoutbox):
    left_undone(16)
    tell_of_standstill()
    tell_of_standstill()
    assert [letter.to for letter in mailoutbox] == [[editor.email]]
    assert "stands still" in mailoutbox[0].subject
    assert "/readyz" in mailoutbox[0].body
    assert DBTaskResult.objects.count() == 1


def test_work_that_waits_for_a_moment_is_no_standstill(left_undone, editor, mailoutbox):
    left_undone(14)
    tell_of_standstill()
    assert not mailoutbox


def test_a_letter_that_could_not_be_sent_is_tried_again(left_undone, editor, mailoutbox, monkeypatch):
    left_undone(16)
    with monkeypatch.context() as patch:
        patch.setattr(mail.EmailMultiAlternatives, "send", away)
        tell_of_standstill()
    assert not StandstillWarning.objects.exists()
    tell_of_standstill()
    assert len(mailoutbox) == 1


def away(self):
    raise smtplib.SMTPServerDisconnected("The mail server is away.")
