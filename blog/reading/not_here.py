from django.http import Http404


class NotHere(Http404):
    """A 404 that knows what to offer: a sentence, and links as (text, path)."""

    def __init__(self, message, links=()):
        super().__init__(message)
        self.message, self.links = message, links
