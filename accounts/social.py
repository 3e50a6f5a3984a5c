"""Signing in by another site, where the settings name one."""

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.core.exceptions import ValidationError

from .models import User
from .names import check_name, clean_name

NAME_LENGTH = User._meta.get_field("name").max_length


def is_allowed(name):
    """Who comes with a name nobody can see, or one of the house, has none until they choose another."""
    try:
        check_name(name)
    except ValidationError:
        return False
    return True


class SocialAdapter(DefaultSocialAccountAdapter):
    def populate_user(self, request, sociallogin, data):
        """The name the other site knows somebody by. Never the address: a name is shown."""
        user = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        name = clean_name(data.get("name") or " ".join(filter(None, parts)) or data.get("username") or "")[:NAME_LENGTH]
        user.name = name if is_allowed(name) else ""
        return user
