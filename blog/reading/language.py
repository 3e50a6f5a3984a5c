"""The language of the interface, which is the site's and not the visitor's: pages are the same for everyone."""

from functools import lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real

MOST_WORDS = 5000


def in_the_sites_language(get_response):
    """Middleware. Where none is set, Django finds that out by an exception for each word it looks up."""
    remember_words(settings.LANGUAGE_CODE)

    def answer(request):
        translation.activate(settings.LANGUAGE_CODE)
        return get_response(request)

    return answer


def remember_words(language):
    """
    Each app brings a catalog of its own, and a word is looked for in one after the other, a hundred times a page. No
    catalog changes while the process lives.
    """
    catalog = trans_real.translation(language)
    if not hasattr(catalog.gettext, "cache_info"):
        catalog.gettext = lru_cache(MOST_WORDS)(catalog.gettext)
