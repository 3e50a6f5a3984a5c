"""What a reader keeps and has read. Nothing here changes a page of anybody else."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from blog.models import KeptList, KeptPost, ReadPost
from blog.models.kept import MOST_KEPT, MOST_LISTS


class CannotKeep(Exception):
    """The argument says why, in a sentence for the reader."""


@transaction.atomic
def keep_post(reader, post, kept_list=None):
    """In this list, or in none. One that is kept already moves there."""
    if KeptPost.objects.filter(reader=reader, post=post).update(kept_list=kept_list):
        return
    if reader.kept_posts.count() >= MOST_KEPT:
        raise CannotKeep(_("An account keeps %(most)d posts at most. Remove some first.") % {"most": MOST_KEPT})
    KeptPost.objects.get_or_create(reader=reader, post=post, defaults={"kept_list": kept_list})


def unkeep_post(reader, post):
    KeptPost.objects.filter(reader=reader, post=post).delete()


def make_list(reader, name):
    """The reader's list of this name, in whatever case: the one there is, or a new one."""
    if there := reader.kept_lists.filter(name__iexact=name).first():
        return there
    if reader.kept_lists.count() >= MOST_LISTS:
        raise CannotKeep(_("An account has %(most)d lists at most. Remove one first.") % {"most": MOST_LISTS})
    try:
        with transaction.atomic():
            return KeptList.objects.create(reader=reader, name=name)
    except IntegrityError:  # pressed twice
        return reader.kept_lists.get(name__iexact=name)


def rename_list(kept_list, name):
    try:
        with transaction.atomic():
            KeptList.objects.filter(pk=kept_list.pk).update(name=name)
    except IntegrityError as error:
        raise CannotKeep(_("You have a list of this name already.")) from error


def remove_list(kept_list):
    """Its posts are kept on, in no list."""
    kept_list.delete()


def mark_read(reader, post):
    ReadPost.objects.get_or_create(reader=reader, post=post)


def mark_unread(reader, post):
    ReadPost.objects.filter(reader=reader, post=post).delete()
