"""What editors do with the pictures there are: say more of them, and let go of those that nothing shows."""

import json

from django.db import transaction
from django_tasks import task

from blog.followups import enqueue_latest
from blog.markup import picture_ids
from blog.models import Picture, Sheet
from blog.models.pictures import count_uses

from .picture_uses import posts_showing
from .posts import refresh_in_turn


@transaction.atomic
def save_words(picture, **words):
    """Give a picture words or a focal point, and have what shows them brought up to date."""
    for name, value in words.items():
        setattr(picture, name, value)
    picture.save(update_fields=list(words)) if words else picture.save()
    enqueue_latest(f"described/{picture.pk}", refresh_showing, picture.pk)


@task(priority=-10)  # after letters
def refresh_showing(picture_pk):
    refresh_in_turn(posts_showing(picture_pk))


@transaction.atomic
def delete_pictures(pks):
    """Delete those of these pictures that nothing shows and nobody is writing with. Gives how many."""
    locked = set(Picture.objects.select_for_update().filter(pk__in=pks).values_list("pk", flat=True))
    kept = set(count_uses(locked)) | being_written()
    _all, rows = Picture.objects.filter(pk__in=locked - kept).delete()
    return rows.get(Picture._meta.label, 0)


def being_written():
    """Numbers of the pictures in what is typed at the desk and not saved yet. Texts of a month at most."""
    found = set()
    for typed in Sheet.objects.filter(is_saved=False, typed__isnull=False).values_list("typed", flat=True).iterator():
        found.update(picture_ids(json.dumps(typed).replace('\\"', '"')))
        found.update(int(pk) for pk in typed.get("cover", ()) if str(pk).isdecimal())
    return found
