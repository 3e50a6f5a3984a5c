import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from tests.conftest import client_of
from tests.factories import SeriesFactory, UserFactory

from .forms import form_of


@pytest.fixture
def plain_owner(db):
    """The owner as the group makes one: not a superuser."""
    user = UserFactory(name="Proprietor", email="proprietor@example.com", is_staff=True)
    user.groups.add(Group.objects.get(name="owner"))
    return user


@pytest.fixture
def plain_owner_client(plain_owner):
    return client_of(plain_owner)


@pytest.fixture
def press():
    """press("_save", client, address, title="...", change=add something): open the form, type over it, send it."""

    def send(verb, client, address, *, change=None, **typed):
        fields = form_of(client.get(address)) | typed
        if change:
            change(fields)
        return client.post(address, fields | {verb: "1"})

    return send


@pytest.fixture
def ten_days(db):
    """The main series: ten days, the first of them today's, each coming out when its day ends in Berlin."""
    series = SeriesFactory(time_zone="Europe/Berlin", go_live_time=datetime.time(23, 59))
    today = timezone.now().astimezone(series.zone()).date()
    return SeriesFactory(slots=10, slots__first_day=today)
