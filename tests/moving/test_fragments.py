"""The trees that every format works on."""

import pytest

from blog.markup import tree
from blog.moving.formats import fragments


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<html><body><p>a</p></body></html><html><body>b</body></html>", "<p>a</p>b"),
        ("<!DOCTYPE html><html><head></head><body class=x><p>a</p>", "<p>a</p>"),
        ('<?xml version="1.0" encoding="utf-8"?><p>a</p>', "<p>a</p>"),
        ("", ""),
        (" a <b>b</b>", " a <b>b</b>"),
        ("<embed src=x>after", "<embed src=\"x\">after"),
    ],
)  # fmt: skip
def test_a_text_may_hold_what_belongs_around_it(html, kept):
    assert tree.serialize(fragments.parse(html)).replace("</embed>", "") == kept


def test_what_nests_beyond_measure_is_no_tree():
    assert fragments.parse("<div>" * 10_000) is None
