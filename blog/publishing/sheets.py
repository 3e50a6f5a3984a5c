"""What is typed is kept on the server while it is typed, a sheet for each window, and offered until it is saved."""

import datetime

from django.core import signing
from django.db.models import Q
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
    there = Sheet.objects.filter(is_there(), post=post).exclude(user=user)
    return told_of_others(there.values_list("user__name", "user__email").distinct())


def is_there():
    return Q(seen_at__gte=timezone.now() - STILL_THERE, is_saved=False)


def told_of_others(people):
    names = ", ".join(sorted({name or email for name, email in people}))
    return _("Also open here: %(names)s.") % {"names": names} if names else ""


def sheets_at(post, user):
    """(sheets of this person with something typed, the newest first; who else is there, in a sentence)"""
    left = Q(user=user, typed__isnull=False)
    sheets = list(Sheet.objects.filter(left | is_there(), post=post).select_related("user").order_by("-typed_at"))
    people = {(sheet.user.name, sheet.user.email) for sheet in sheets if sheet.user_id != user.pk}
    own = [sheet for sheet in sheets if sheet.user_id == user.pk and sheet.typed is not None]
    return own, told_of_others(people)


def told(sheet):
    """With what a person reads of it."""
    sheet.title = (sheet.typed.get("title") or [""])[0] or _("without a title")
    sheet.when = clock(sheet.typed_at)
    return sheet


def clock(moment):
    zone = timezone.get_default_timezone()
    local = moment.astimezone(zone)
    is_today = local.date() == timezone.now().astimezone(zone).date()
    format = _("H:i") if is_today else _("j M Y, H:i")
    return f"{date_format(local, format)} {zone.key}"
