"""What strangers type, made fit to stand beside others."""

from urllib.parse import urlencode

import pytest

from accounts.names import clean_name
from blog.commenting.cleaning import clean_text
from blog.models import PendingComment

from .conftest import WORDS, form_of, write


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ines \n Maria\t", "Ines Maria"),
        ("\u202eevil", "evil"),
        ("a\x00b", "a b"),
        ("Zo\u0308e", "Zo\u0308e"),
        ("نرگس\u200cها", "نرگس\u200cها"),
        ("👩\u200d🔬 Ana", "👩\u200d🔬 Ana"),
        ("Z" + "\u0301" * 50, "Z" + "\u0301" * 4),
        ("क्षत्रिय", "क्षत्रिय"),
        ("\u200b\u2066\u2069", ""),
        ("\ud800", ""),
    ],
)
def test_names(typed, kept):
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\n\n    code\n ", "    code"),
        ("a\x00\x07b", "ab"),
        ("x\u202ey", "xy"),
        ("tab\tstays", "tab\tstays"),
    ],
)
def test_texts(typed, kept):
    assert clean_text(typed) == kept


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7|add:7 }}{% now 'Y' %}",
    "\u202egnp.exe",
    "𝕊𝕥𝕣𝕒𝕟𝕘𝕖 🏳️‍🌈 " + "\u0301" * 30,
    "مرحبا بالعالم",
    "a\x00b",
    "x" * 10_000,
    "[" * 5_000,
    "> " * 3_000,
    "javascript:alert(1) <javascript:alert(1)> [x](javascript:alert(1))",
    "\ud83d",
]


@pytest.mark.django_db
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_breaks_a_page_or_runs(client, post, text):
    for field in ("name", "email", "body", "reply_to", "follow", "timestamp", "security_hash"):
        typed = urlencode({**WORDS, field: text}, errors="surrogatepass")
        response = client.post(form_of(post), typed, content_type="application/x-www-form-urlencoded")
        assert response.status_code in (303, 422)
        if response.status_code == 303:
            response = client.get(response.headers["Location"])
            assert response.status_code == 200
        for never in ("<script>alert", "<img", "onerror=alert(1)>", 'href="javascript', "\u202e", "\x00"):
            assert never not in response.text


@pytest.mark.django_db
def test_hostile_text_is_kept_as_text(client, post):
    write(client, post, name="<b>Bold</b>", body="<script>alert(1)</script>")
    pending = PendingComment.objects.get()
    assert (pending.name, pending.body) == ("<b>Bold</b>", "<script>alert(1)</script>")
    assert "&lt;b&gt;Bold&lt;/b&gt;" in client.get(pending.get_receipt_url()).text
