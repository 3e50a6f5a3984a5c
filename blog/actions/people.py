"""What is done to accounts from outside: by a command, by the owner."""

from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from blog.letters import send_letter


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
