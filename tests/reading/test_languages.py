"""The site in another language: its words, the way it is written, its dates and numbers."""

import datetime

import pytest
from django.utils import translation

from blog.models import SalaryFigure
from tests.factories import RoleFactory

from .page import paths, words

pytestmark = pytest.mark.django_db

WORDS = {
    "/": ("Alle Essays", "كل المقالات"),
    "/roles/": ("Berufe", "المهن"),
    "/roles/analyst/": ("Einstieg", "مستوى الدخول"),
    "/search/?q=analyst": ("Suche", "البحث"),
    "/match/": ("Fähigkeiten", "المهارات"),
    "/compare/": ("Berufe", "المهن"),
    "/wishes/": ("Wünsche", "الأمنيات"),
    "/accounts/login/": ("Passwort", "كلمة مرور"),
    "/comments/post/": ("Kommentar", "التعليق"),
    "/nothing-here/": ("Hier ist keine Seite", "لا توجد صفحة هنا"),
}


@pytest.fixture(params=["de", "ar"])
def language(request, settings):
    settings.LANGUAGE_CODE = request.param
    yield request.param
    translation.deactivate()
