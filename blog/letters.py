"""
The one sender of mail. A letter is rendered at once, in the language of the site, and queued in the transaction that
causes it; the follow-up work hands it to the mail server.

A letter is two templates: `emails/<name>.txt` extends `emails/base.txt`, whose first line is the subject, and
`emails/<name>.html` extends `emails/base.html`. The text is what people read; the HTML says the same.
"""

import datetime
from dataclasses import dataclass
from email.utils import make_msgid
from smtplib import SMTPRecipientsRefused
from urllib.parse import urljoin, urlsplit

import css_inline
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db.models import Count, Max, Q
from django.template import Context
from django.template.loader import get_template
from django.utils import translation
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from .followups import FAILED, READY, SUCCESSFUL, GiveUp
from .throttling import of_mailbox, seconds_to_wait

SUBJECT = "Subject: "
REASON_LENGTH = 200
# Letters that nobody waits for: they only tell what somebody did with the address.
ONLY_TOLD = {"account/email/unknown_account", "account/email/account_already_exists"}
SENT_AT_SIGN_UP = "account/messages/email_confirmation_sent.txt"
INLINER = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def send_letter(to, template, context, *, unsubscribe_url=None):
    """Write to one address, and queue it."""
    queue_letter(write_letter(to, template, context, unsubscribe_url=unsubscribe_url))


def queue_letter(letter):
    """Send what `write_letter` gave, once the present transaction is through."""
    deliver_letter.enqueue(*letter)


def write_letter(to, template, context, *, unsubscribe_url=None):
    """
    A letter, to be queued later: writing takes longer than a lock should be held. `unsubscribe_url`, a path or full
    address of this site, goes into the headers that let a mail program offer to unsubscribe; it must act on a POST
    without a token of a form.

    Nothing in the context can add a header or another recipient: the subject is put on one line, `to` is one address.
    """
    validate_email(to)
    host = urlsplit(settings.SITE_URL).hostname
    # Made once: should the letter go out twice, after a crash, mail programs see that it is the same.
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": make_msgid(domain=host)}
    if unsubscribe_url:
        unsubscribe_url = urljoin(settings.SITE_URL, unsubscribe_url)
        headers |= {"List-Unsubscribe": f"<{unsubscribe_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    context = {**context, "site_url": settings.SITE_URL, "site_host": host, "unsubscribe_url": unsubscribe_url}
    with translation.override(settings.LANGUAGE_CODE):
        subject, text = split_subject(render(f"emails/{template}.txt", context, autoescape=False))
        html = render(f"emails/{template}.html", {**context, "subject": subject})
    return to, subject, text, INLINER.inline(html), headers


def render(template, context, *, autoescape=True):
    return get_template(template).template.render(Context(context, autoescape=autoescape))


def split_subject(text):
    first, _newline, rest = text.lstrip().partition("\n")
    if not first.startswith(SUBJECT):
        raise ValueError("The text of a letter begins with its subject: extend emails/base.txt.")
    return " ".join(first.removeprefix(SUBJECT).split()), rest.strip() + "\n"


@task(priority=50)
def deliver_letter(to, subject, text, html, headers):
    message = EmailMultiAlternatives(subject, text, to=[to], headers=headers)
    message.attach_alternative(html, "text/html")
    try:
        message.send()
    except SMTPRecipientsRefused as refusal:
        if all(500 <= code < 600 for code, _reason in refusal.recipients.values()):
            raise GiveUp("The mail server does not take letters for this address.") from refusal
        raise


def forget_letters(addresses):
    """What was not sent yet, or could not be."""
    for address in addresses:
        letters = DBTaskResult.objects.filter(task_path=deliver_letter.module_path, args_kwargs__args__0=address)
        letters.filter(status__in=(READY, FAILED)).delete()


@dataclass(frozen=True)
class LettersSent:
    """How the mail goes, as far back as the follow-up work remembers: what was sent a week, what failed a month."""

    sent_at: datetime.datetime | None
    trying_again: int
    failed: int
    failed_at: datetime.datetime | None
    reason: str  # in a line, of the latest that did not go


def letters_sent():
    letters = DBTaskResult.objects.filter(task_path=deliver_letter.module_path)
    failed, again = Q(status=FAILED), Q(status=READY) & ~Q(traceback="")
    found = letters.aggregate(
        sent_at=Max("finished_at", filter=Q(status=SUCCESSFUL)),
        trying_again=Count("pk", filter=again),
        failed=Count("pk", filter=failed),
        failed_at=Max("finished_at", filter=failed),
    )
    is_well = not (found["trying_again"] or found["failed"])
    told = (
        ""
        if is_well
        else letters.filter(failed | again).order_by("-enqueued_at").values_list("traceback", flat=True)[0]
    )
    return LettersSent(**found, reason=(told.strip().splitlines() or [""])[-1][:200])


class AccountAdapter(DefaultAccountAdapter):
    """
    The letters of sign-up, sign-in and reset go the same way: allauth's words, in every language it knows, in the look
    of the house. Their links begin with SITE_URL, whatever host the request named.
    """

    def respond_email_verification_sent(self, request, user):
        if user is None:  # somebody signed up with an address that has an account
            # A new account costs the hashing of its password: without it the time of the answer tells who has one.
            make_password("as long as a new one")
        return super().respond_email_verification_sent(request, user)

    def add_message(self, request, level, message_template=None, message_context=None, *args, **kwargs):
        # The page after sign-up says it, also where no second letter goes to an address that has just had one:
        # the message stands for the letter, so it would tell that somebody signed up with it a minute ago.
        if not (message_template == SENT_AT_SIGN_UP and (message_context or {}).get("signup")):
            super().add_message(request, level, message_template, message_context, *args, **kwargs)

    def send_mail(self, template_prefix, email, context):
        if template_prefix in ONLY_TOLD and seconds_to_wait(of_mailbox(email)):
            return  # whoever asked is told the same as ever
        host = urlsplit(settings.SITE_URL).hostname
        links = {name: at_home(value) for name, value in context.items() if name.endswith("_url")}
        context = {**context, **links, "email": email, "current_site": {"name": host, "domain": host}}
        context |= {"site_host": host, "site_url": settings.SITE_URL}
        with translation.override(settings.LANGUAGE_CODE):
            message = self.render_mail(template_prefix, email, context)
        send_letter(email, "account", {"letter_subject": message.subject, "letter_text": message.body})


def at_home(url):
    """The same path and query under SITE_URL."""
    return urljoin(settings.SITE_URL, urlsplit(url)._replace(scheme="", netloc="").geturl())
