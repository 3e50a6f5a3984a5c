"""Another site that signs people in: GitHub's provider, whose answers are ours."""

from allauth.socialaccount.providers.github.provider import GitHubProvider
from allauth.socialaccount.providers.github.urls import urlpatterns as github
from django.urls import include, path

from careerguide.urls import handler404, urlpatterns  # noqa: F401

urlpatterns = [path("accounts/", include(github)), *urlpatterns]

APP = {"client_id": "the-id", "secret": "the-secret", "key": ""}


class Answer:
    status_code, text = 200, ""
    headers = {"content-type": "application/json"}

    def __init__(self, told):
        self.told = told

    def json(self):
        return self.told

    def raise_for_status(self):
        pass


class OtherSite:
    """What the site would be asked over the network. `person` is who has just said yes over there."""

    def __init__(self):
        self.person, self.asked = {}, []

    def __enter__(self):
        return self

    def __exit__(self, *_what):
        pass

    def request(self, method, url, **sent):
        self.asked.append((url, sent.get("data") or sent.get("params")))
        return Answer({"access_token": "a-token", "token_type": "bearer"})

    def get(self, url, **_sent):
        emails = [{"email": self.person["email"], "verified": self.person["verified"], "primary": True}]
        known = {"id": self.person["id"], "login": "ada", "name": self.person["name"], "email": self.person["email"]}
        return Answer(emails if url.endswith("/emails") else known)


PROVIDER = GitHubProvider
