"""Small pieces of pages, each cast in the mould of its form."""

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import override

from blog import moulds
from blog.moulds import cast

CARD = "_parts/post_card.html"


@pytest.fixture(autouse=True)
def no_moulds(monkeypatch):
    monkeypatch.setattr(moulds, "moulds", {})


def card(**values):
    return cast(CARD, **{"hue": "hue-1", "day": "31", "path": "/roles/x/", "title": "X", "level": 2, **values})


def test_pieces_of_one_form_share_a_mould():
    first, second = card(title="Baker"), card(title="Smith", day="32")
    assert "Baker" in first
    assert "Smith" in second
    assert "32" in second
    assert len(moulds.moulds) == 1


def test_what_is_empty_makes_another_form():
    assert "card-line" in card(standfirst="Bread.")
    assert "card-line" not in card(standfirst="")
    assert "<h3" in card(level=3)


def test_texts_are_escaped_unless_they_are_safe():
    drawn = card(title="<b>&\"'</b>", meta=mark_safe("<i>meta</i>"))
    assert "&lt;b&gt;&amp;&quot;&#x27;&lt;/b&gt;" in drawn
    assert "<i>meta</i>" in drawn


@pytest.mark.parametrize("text", ["100 % sure", "%(title)s", "%s", "{{ title }}", "\ue000day\ue001"])
def test_what_is_filled_in_is_not_looked_through_again(text):
    assert text in card(title=text)


def test_each_language_has_its_own_mould():
    numeral = {"template": "_parts/ranked_post.html", "title": "X", "path": "/x/", "day": "31", "hue": ""}
    with override("en"):
        cast(**numeral)
    with override("de"):
        cast(**numeral)
    assert len(moulds.moulds) == 2


def test_there_are_so_many_moulds_at_most(monkeypatch):
    monkeypatch.setattr(moulds, "MOST_MOULDS", 3)
    for level in range(2, 7):
        card(level=level)
    assert len(moulds.moulds) <= 3


def test_who_changes_a_template_sees_it(settings):
    settings.DEBUG = True
    card()
    assert not moulds.moulds
