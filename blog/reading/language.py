"""The language of the interface, which is the site's and not the visitor's: pages are the same for everyone."""

from django.conf import settings
from django.utils import translation


def in_the_sites_language(get_response):
    """Middleware. Where none is set, Django finds that out by an exception for each word it looks up."""

    def answer(request):
        translation.activate(settings.LANGUAGE_CODE)
        return get_response(request)

    return answer
