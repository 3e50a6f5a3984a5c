from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("people")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from allauth.account.signals import email_confirmed
        from allauth.mfa.signals import authenticator_added

        from .entering import forget_unproved_password
        from .second_factor import note_set_up

        email_confirmed.connect(forget_unproved_password)
        authenticator_added.connect(note_set_up)
