from django.urls import reverse

from tests.factories import PASSWORD, UserFactory


def confirmed(**fields):
    """An account with a confirmed address, so that it can sign in."""
    user = UserFactory(**fields)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def sign_in(client, user, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": user.email, "password": password, "remember": "on"})


def prove(client, password=PASSWORD):
    """Say the password once more, as before what cannot be undone."""
    return client.post(reverse("account_reauthenticate"), {"password": password})
