"""What a letter to an address opens: only what is its owner's, whoever typed it before."""

from allauth.account.forms import RequestLoginCodeForm, ResetPasswordForm, SignupForm
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.utils.translation import gettext as _

BY_CODE = "account_confirm_login_code"


def owners_of(email, *, is_active=True):
    """
    Whose account a letter may open: the address is confirmed there, or the account was made with it. One that waits
    beside the main address of an account may be anybody's.
    """
    found = filter_users_by_email(email, is_active=is_active, prefer_verified=True, for_login=True)
    confirmed = {*EmailAddress.objects.filter(email=email.lower(), verified=True).values_list("user", flat=True)}
    return [user for user in found if user.pk in confirmed or user.email.casefold() == email.casefold()]


class AddressForm(SignupForm):
    def validate_unique_email(self, value):
        email = super().validate_unique_email(value)
        self.account_already_exists = bool(owners_of(email, is_active=None))
        return email


class CodeForm(RequestLoginCodeForm):
    def clean_email(self):
        email = super().clean_email()
        self._user = next(iter(owners_of(email)), None)
        return email


class ForgottenForm(ResetPasswordForm):
    def clean_email(self):
        email = super().clean_email()
        self.users = owners_of(email)
        return email


def forget_unproved_password(request, email_address, **_kwargs):
    """
    Anybody can sign up with the address of another, choose a password and wait until its owner comes by a code, which
    confirms the address: the account would be open to both.
    """
    user = email_address.user
    is_first = not user.emailaddress_set.filter(verified=True).exclude(pk=email_address.pk).exists()
    if request.resolver_match.url_name != BY_CODE or not is_first or not user.has_usable_password():
        return
    user.set_unusable_password()
    user.save(update_fields=["password"])
    messages.info(
        request,
        _("The password chosen when the account was made is forgotten: only now do we know that the address is yours."),
    )
