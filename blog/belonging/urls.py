from django.urls import path

from . import leaving, profile

urlpatterns = [
    path("accounts/", profile.account, name="account"),
    path("accounts/profile/", profile.profile, name="profile"),
    path("accounts/data/", leaving.data, name="account-data"),
    path("accounts/close/", leaving.close, name="account-close"),
    path("accounts/closed/", leaving.closed, name="account-closed"),
]
