"""What links in letters lead to. One that is old, used or cut off answers 404, and its page says what to do."""

from http import HTTPStatus

from allauth.account.views import ConfirmEmailView, PasswordResetFromKeyView
from django.http import Http404


class ConfirmAddress(ConfirmEmailView):
    def get(self, *args, **kwargs):
        response = super().get(*args, **kwargs)
        if self.object is None:
            response.status_code = HTTPStatus.NOT_FOUND
        return response

    def post(self, *args, **kwargs):
        try:
            return super().post(*args, **kwargs)
        except Http404:
            return self.get(*args, **kwargs)


class ResetPassword(PasswordResetFromKeyView):
    reset_user = None

    def dispatch(self, *args, **kwargs):
        response = super().dispatch(*args, **kwargs)
        if self.reset_user is None and response.status_code == HTTPStatus.OK:
            response.status_code = HTTPStatus.NOT_FOUND
        return response
