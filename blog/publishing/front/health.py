"""Whether the house is in order: the follow-up work, the mail, the disk, the last proven restore."""

import shutil
from dataclasses import dataclass

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.followups import LATE, work_left
from blog.letters import letters_sent

LEAST_FREE, LEAST_SHARE = 1024**3, 0.1  # bytes; of the whole disk


@dataclass(frozen=True)
class Finding:
    name: str
    words: str
    is_well: bool = True
    to_do: str = ""
    address: str = ""  # of a page that tells more; superusers see it


def health(user):
    if not user.has_perm("blog.change_sitesettings"):
        return None
    now = timezone.now()
    return {"findings": [*followups(now), *mail(now), disk()]}


def followups(now):
    name, left = _("Follow-up work"), work_left(now)
    if left.since is None:
        yield Finding(name, _("All is done that was due."))
    else:
        facts = {"number": left.number, "age": timesince(left.since, now)}
        is_well = now - left.since < LATE
        said = ngettext(
            "One task has waited for %(age)s.", "%(number)d tasks wait, the oldest for %(age)s.", left.number
        )
        to_do = "" if is_well else _("Nobody does it: is bin/serve running? manage.py followups does it too.")
        yield Finding(name, said % facts, is_well, to_do)
    if left.given_up:
        said = ngettext("One task was given up.", "%(number)d tasks were given up.", left.given_up)
        yield Finding(name, said % {"number": left.given_up}, False, _("See why"), failed_tasks())


def mail(now):
    name, letters = _("Mail"), letters_sent()
    if letters.sent_at:
        yield Finding(name, _("The last letter went out %(age)s ago.") % {"age": timesince(letters.sent_at, now)})
    else:
        yield Finding(name, _("No letter went out in the last seven days."))
    if letters.trying_again:
        said = ngettext("One letter is tried again.", "%(number)d letters are tried again.", letters.trying_again)
        yield Finding(name, f"{said % {'number': letters.trying_again}} {letters.reason}", False, check_the_server())
    if letters.failed:
        facts = {"number": letters.failed, "age": timesince(letters.failed_at, now)}
        said = ngettext(
            "One letter was given up, %(age)s ago.",
            "%(number)d letters were given up, the last %(age)s ago.",
            letters.failed,
        )
        yield Finding(name, f"{said % facts} {letters.reason}", False, _("See why"), failed_tasks())


def check_the_server():
    return _("Does EMAIL_URL name the right mail server? docs/settings.md tells its form.")


def disk():
    try:
        usage = shutil.disk_usage(settings.VAR_DIR)
    except OSError:
        return Finding(_("Disk"), _("The folder of this site cannot be read."), False, str(settings.VAR_DIR))
    facts = {"free": filesizeformat(usage.free), "total": filesizeformat(usage.total)}
    is_well = usage.free >= LEAST_FREE and usage.free >= usage.total * LEAST_SHARE
    to_do = "" if is_well else _("Make room: old backups and mail kept as files under VAR_DIR go first.")
    return Finding(_("Disk"), _("%(free)s are left of %(total)s.") % facts, is_well, to_do)


def failed_tasks():
    return f"{reverse('admin:django_tasks_database_dbtaskresult_changelist')}?status__exact=FAILED"
