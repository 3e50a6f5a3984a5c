"""What is asked of accounts, and done to them from outside: by a command, by the owner, by the follow-up work."""

import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.models import User
from accounts.second_factor import is_lost, is_old, seal_anew
from blog.followups import periodic
from blog.letters import send_letter

# A mailed link is good for three days; signing in mails another.
CONFIRM_WITHIN = datetime.timedelta(days=30)


def is_asked_for_second_factor(user):
    """Editors and above, where the settings ask for it: those who may publish."""
    return settings.STAFF_SECOND_FACTOR and user.is_staff and user.has_perm("blog.publish_post")


@transaction.atomic
def reset_second_factor(user, *, by=None):
    """
    Forget the app, passkeys and recovery codes of an account whose owner lost them; sign-in asks for the password or
    a mailed code alone. Gives how many there were. `by` is who did it, or None for whoever can run commands.
    """
    number = Authenticator.objects.filter(user=user).delete()[0]
    if number:
        said = _("Second factor reset.") if by else _("Second factor reset by a command.")
        rows = User.objects.filter(pk=user.pk)
        LogEntry.objects.log_actions((by or user).pk, rows, CHANGE, said, single_object=True)
        send_letter(user.email, "second_factor_reset", {})
    return number


def people_with_lost_codes():
    """Those of whose app or recovery codes the secret was sealed by a key that is not here any more."""
    lost = {row.user_id for row in Authenticator.objects.iterator() if is_lost(row)}
    return User.objects.filter(pk__in=lost).order_by("pk")


@periodic(datetime.timedelta(days=1))
@task()
def seal_second_factors():
    """Those that lie open in the database, and those sealed by a SECRET_KEY since replaced."""
    for pk in [row.pk for row in Authenticator.objects.iterator() if is_old(row)]:
        with transaction.atomic():
            for row in Authenticator.objects.select_for_update().filter(pk=pk):
                seal_anew(row)


@periodic(datetime.timedelta(days=1))
@task()
def forget_unconfirmed_accounts():
    """Whoever typed the address may not have been its owner. Nobody was ever in these accounts: they hold nothing."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    waiting = Exists(addresses.filter(verified=False)) & ~Exists(addresses.filter(verified=True))
    old = User.objects.filter(waiting, date_joined__lt=timezone.now() - CONFIRM_WITHIN, last_login=None, is_staff=False)
    for user in old.iterator():
        user.delete()


@periodic(datetime.timedelta(days=1))
@task()
def forget_ended_sessions():
    """Django keeps what has expired: who was signed in, and addresses that were typed without signing in."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    there = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.filter(~Exists(there)).delete()  # with the browser's name and internet address
