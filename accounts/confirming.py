"""Confirming an address by the mailed link."""

from http import HTTPStatus

from allauth.account.views import ConfirmEmailView
from django.http import Http404


class ConfirmAddress(ConfirmEmailView):
    """A link that is old, used or cut off answers 404, and its page says what to do."""

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
