"""What is typed is kept on the server while it is typed, a sheet for each window, and offered until it is saved."""

import datetime

from django.core import signing
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog.actions.revisions import KEEP_TYPED
from blog.models import Sheet
from blog.models.revisions import make_key

from .typed import as_typed

SALT = "sheet"
STILL_THERE = datetime.timedelta(seconds=75)  # the window says so every thirty seconds
NOT_TYPED = ("typed", "left", "follows")  # said by the script


def sheet_token(user, kind, post, key=None):
    """Names a sheet in the form, for this person and post alone, before any row is written."""
    return signing.dumps([key or make_key(), user.pk, kind, post.pk or 0], salt=SALT)


def read_token(token):
    """[key, user, kind, post] or None."""
    try:
        return signing.loads(token or "", salt=SALT, max_age=KEEP_TYPED)
    except signing.BadSignature:
        return None


def keep_sheet(named, data, *, snapshot=None, told=None):
    """What was sent of one window: that it is there, and all that was typed if anything was."""
    key, user, kind, post = named
    values = {"user_id": user, "kind": kind, "post_id": post or None, "seen_at": timezone.now()}
    if "typed" in data:
        values |= {"typed": typed_in(data), "typed_at": timezone.now(), "version": data.get("version", "")[:60]}
        values |= {"is_saved": False} | ({"snapshot": snapshot} if snapshot else {}) | ({"told": told} if told else {})
    return Sheet.objects.update_or_create(key=key, defaults=values)[0]


def typed_in(data):
    return {name: values for name, values in as_typed(data).items() if name[0] != "_" and name not in NOT_TYPED}


def drop_sheet(data, post):
    """What was typed there is saved now, in this post."""
    if named := read_token(data.get("sheet")):
        Sheet.objects.filter(key=named[0]).update(typed=None, snapshot=None, told=None, is_saved=True, post=post)


def others_there(post, user):
    """Who else has this post open, in a sentence; nothing if nobody."""
    since = timezone.now() - STILL_THERE
    sheets = Sheet.objects.filter(post=post, seen_at__gte=since, is_saved=False).exclude(user=user)
    people = sheets.values_list("user__name", "user__email").distinct()
    names = ", ".join(sorted(name or email for name, email in people))
    return _("Also open here: %(names)s.") % {"names": names} if names else ""


def told(sheet):
    """With what a person reads of it."""
    sheet.title = (sheet.typed.get("title") or [""])[0] or _("without a title")
    sheet.when = clock(sheet.typed_at)
    return sheet


def clock(moment):
    zone = timezone.get_default_timezone()
    local = moment.astimezone(zone)
    is_today = local.date() == timezone.now().astimezone(zone).date()
    return f"{date_format(local, 'H:i' if is_today else 'j M Y, H:i')} {zone.key}"
