"""Who wrote what on Blogger: people with a page of their own there, names alone, and nobody."""

import re

from ..entries import Writer
from .atom import text_in
from .xml import local

PROFILE = re.compile(
    r"^https?://(?:(?:www|draft)\.)?(blogger|plus\.google)\.com/(?:u/\d/)?(?:profile/)?(\d+|\+[\w-]+)/?$"
)
NOBODY = {"noreply@blogger.com", ""}
# What Blogger shows of people without a picture.
GRAY = re.compile(r"blogblog\.com|/img/(blank|b16-rounded|anon\d*|openid\d*-rounded)", re.IGNORECASE)


class Person:
    """The author of an entry, or nobody if `element` is None."""

    def __init__(self, element):
        said = {local(child.tag): child for child in element} if element is not None else {}
        self.name = text_in(said.get("name"))
        self.uri = text_in(said.get("uri"))
        email = text_in(said.get("email"))
        self.email = "" if email.lower() in NOBODY else email
        image = said.get("image")
        self.picture = image_address(image.get("src", "")) if image is not None else ""

    @property
    def reference(self):
        """Of a person with a page on Blogger, or on the network that stood behind it for some years."""
        match = PROFILE.match(self.uri)
        return f"blogger:{match[1].split('.')[0].replace('blogger', 'profile')}:{match[2]}" if match else ""

    @property
    def website(self):
        return self.uri if re.match(r"https?://", self.uri) and "plus.google.com" not in self.uri else ""

    def as_writer(self, blog):
        """The Writer of a post; None for nobody. A bare name means somebody on this blog alone."""
        reference = self.reference or (f"blogger:{blog}:writer:{self.name}"[:250] if self.name else "")
        if not reference:
            return None
        website = "" if self.reference else self.website
        return Writer(reference, self.name or "Unknown", website=website, picture=self.picture)


def image_address(src):
    src = f"https:{src}" if src.startswith("//") else src
    return "" if GRAY.search(src) else src
