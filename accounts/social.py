"""Signing in by another site, where the settings name one."""

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter

from .models import User

NAME_LENGTH = User._meta.get_field("name").max_length


class SocialAdapter(DefaultSocialAccountAdapter):
    def populate_user(self, request, sociallogin, data):
        """The name the other site knows somebody by. Never the address: a name is shown."""
        user = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        user.name = (data.get("name") or " ".join(filter(None, parts)) or data.get("username") or "")[:NAME_LENGTH]
        return user
