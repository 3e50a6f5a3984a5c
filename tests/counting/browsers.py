"""A reader's browser, as far as the beacons of its pages go."""

from urllib.parse import urlencode

from django.test import Client

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


class Browser:
    """`headers` go with each beacon, as `name=value` with underscores; None leaves one out."""

    def __init__(self, address="192.0.2.1", **headers):
        self.client = Client(REMOTE_ADDR=address)
        headers = {"user_agent": FIREFOX, "sec_fetch_site": "same-origin", **headers}
        self.headers = {name.replace("_", "-"): value for name, value in headers.items() if value is not None}

    def tells(self, what, post=None, **said):
        """Sends a beacon; gives the answer."""
        said |= {"what": what} | ({"post": f"{post.kind}/{post.slug}"} if post else {})
        return self.sends(urlencode(said))

    def sends(self, body):
        form = "application/x-www-form-urlencoded"
        return self.client.post("/count/", body, content_type=form, headers=self.headers)
