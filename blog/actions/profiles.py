"""What somebody says about themselves, and where else it stands: under their comments, on the pages those are on."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageOps

from blog.caching import make_stale
from blog.models import Author, Comment, Picture
from blog.models.prepared import Prepared

from .following import take_letters_along
from .pictures import decode, encode, read, store_picture
from .section_replies import keep_section_replies

PORTRAIT = 512  # pixels a side
NAME_LENGTH = Comment._meta.get_field("user_name").max_length


@transaction.atomic
def save_profile(profile, *, name, standing):
    """Save a profile with what the account itself holds of it: the name and the standing."""
    user = profile.user
    is_renamed = user.name != name
    if user.standing != standing:
        user.standing_confirmed_at = None
    user.name, user.standing = name, standing
    user.save(update_fields=["name", "standing", "standing_confirmed_at"])
    profile.save()
    if is_renamed:
        Comment.objects.filter(user=user).update(user_name=user.get_full_name()[:NAME_LENGTH])
    keep_section_replies(Comment.objects.filter(user=user).exclude(beside=""))
    tell_person(user)


def confirm_standing(user, is_confirmed):
    """An editor knows that somebody is what they say, or no longer."""
    if is_confirmed == user.is_standing_confirmed():
        return
    user.standing_confirmed_at = timezone.now() if is_confirmed and user.standing else None
    user.save(update_fields=["standing_confirmed_at"])
    tell_person(user)


@Prepared
def names_of_authors():
    """Under which nobody else should speak here: bylines of who works here, and of who has no account."""
    return Author.objects.of_the_house().values_list("name", flat=True)


def follow_address(user, before=""):
    """The main address of an account has changed: letters about its comments go to the new one."""
    theirs = Comment.objects.filter(user=user)
    theirs.update(user_email=user.email, folded_email=user.email.casefold())
    take_letters_along(user, before)


def note_address(user, from_email_address=None, **_kwargs):
    """After the account library made another address the main one."""
    follow_address(user, from_email_address.email if from_email_address else "")


def tell_person(user):
    """The pages that show somebody are old: their own, and those they commented on."""
    posts = Comment.objects.filter(user=user).order_by().values_list("post", flat=True).distinct()
    make_stale(f"reader:{user.pk}", "talks", *(f"talk:{post}" for post in posts))


def store_portrait(file, user):
    """A square of the picture somebody sent. Raises BadPicture."""
    image, may_be_drawn = decode(read(file))
    image = ImageOps.fit(image, (min(PORTRAIT, *image.size),) * 2, Image.Resampling.LANCZOS)
    content, ending = encode(image, may_be_drawn)
    small = ContentFile(content, f"portrait.{ending}")
    return store_picture(small, is_decorative=True, by=user)


def forget_portrait(picture, user):
    """Delete a picture that somebody had sent of themselves, unless it serves elsewhere too."""
    if picture is not None and picture.uploaded_by_id == user.pk:
        Picture.objects.filter(pk=picture.pk).unused().delete()
