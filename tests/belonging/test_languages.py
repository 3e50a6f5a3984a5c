"""Ones own pages, and the letters to readers, in the language of the site."""

import pytest
from django.urls import reverse

from blog.actions.closing import close_account
from blog.letters import send_letter
from tests.accounts.people import confirmed
from tests.factories import CommentFactory, RoleFactory

pytestmark = pytest.mark.django_db
PAGES = {
    "blog:my-desk": ("Mein Schreibtisch", "مكتبي"),
    "blog:profile": ("Ihr Profil", "ملفك الشخصي"),
    "blog:account-close": ("Mein Konto endgültig schließen", "إغلاق حسابي نهائيًا"),
    "blog:mail": ("Höchstens ein Brief am Tag.", "رسالة واحدة في اليوم على الأكثر."),
    "blog:story-list": ("Geschichte beginnen", "ابدأ قصة"),
    "mfa_index": ("Wiederherstellungscodes", "تطبيق المصادقة"),
}
CODES = ["de", "ar"]


@pytest.fixture(params=[0, 1], ids=CODES)
def number(request, settings):
    settings.LANGUAGE_CODE = CODES[request.param]
    return request.param


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_ones_own_speaks_it(reader_client, name, number):
    page = reader_client.get(reverse(name)).content.decode()
    expected = PAGES[name][number] if name != "mfa_index" or number else "Authenticator-App"
    assert expected in page


def test_a_correction_and_the_question_at_the_end_speak_it(client, number):
    role = RoleFactory(published=True)
    page = client.get(role.get_absolute_url()).content.decode()
    assert ("War das nützlich?", "هل كان هذا مفيدًا؟")[number] in page
    page = client.get(f"{role.get_absolute_url()}correct/", {"section": "why"}, follow=True).content.decode()
    assert ("Was sollte sich", "ما الذي ينبغي تغييره")[number] in page


def test_letters_to_readers_speak_it(client, number, run_followups, mailoutbox):
    user = confirmed()
    comment = CommentFactory(post=RoleFactory(published=True, title="Analyst"))
    client.post(reverse("account_reset_password"), {"email": user.email})
    client.post(reverse("account_request_login_code"), {"email": user.email})
    send_letter(user.email, "comment_judged", {"comment": comment, "is_shown": True, "site_name": "C"})
    close_account(user, "anonymise")
    run_followups()
    subjects = [letter.subject for letter in mailoutbox]
    assert ("Ihr Konto bei 127.0.0.1 ist geschlossen", "أُغلق حسابك في 127.0.0.1")[number] in subjects
    last = mailoutbox[-1]
    assert ("Das ist der letzte Brief von uns.", "هذه آخر رسالة منا.")[number] in last.body
    html = last.alternatives[0].content
    assert f'lang="{CODES[number]}"' in html
    assert ('dir="ltr"', 'dir="rtl"')[number] in html
