"""What is written in Python for speed is what Django's templates would write."""

import datetime
import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.utils.functional import lazystr
from django.utils.safestring import mark_safe

from careerguide.form_fields import WRITERS, FormFields
from tests.factories import EssayFactory, RoleFactory
from tests.publishing.addresses import form_address

ODD = ["", "plain", "<b> & \"quotes\" 'both'", "  spaces  ", "a\nb", "ولا", mark_safe("<i>safe</i>"), lazystr("<late>")]
ODD += [None, True, False, 0, 7, 1234567, 1.5, datetime.date(2026, 1, 2), ("a", "b")]
ATTRS = [{"id": "id_x", "required": True, "disabled": False}, *({"title": value} for value in ODD)]
PAIRS = [*((value, {}) for value in ODD), *(("x", attrs) for attrs in ATTRS)]
GROUPS = [
    ("a", "A"),
    ("Group <1>", [(1, 1), (2, mark_safe("<b>")), ("<", lazystr("<late>"))]),
    (None, "None"),
    (1234, 1.5),
]
CLOCK = r"[\w-]+:[\w-]{6}:[\w-]{43}|\d\d:\d\d"  # signed codes tell the time too


def same(template_name, context):
    assert FormFields().render(template_name, context) == DjangoTemplates().render(template_name, context)


def test_the_site_draws_with_them():
    assert isinstance(get_default_renderer(), FormFields)


@pytest.mark.parametrize("name", [name for name in WRITERS if "/widgets/" in name and "select" not in name])
def test_boxes_are_the_same(name):
    for value, attrs in PAIRS:
        same(name, {"widget": {"name": "a[0]<", "type": "text", "value": value, "attrs": attrs}})


@pytest.mark.parametrize("name", [name for name in WRITERS if "/errors/" in name])
def test_lists_of_errors_are_the_same(name):
    for errors in ([], ["One <b>."], [mark_safe("<b>One</b>"), "Two"]):
        same(name, {"errors": errors, "error_class": "errorlist"})


@pytest.mark.parametrize("use_tag", [True, False])
def test_labels_are_the_same(use_tag):
    for label, attrs in PAIRS:
        same("django/forms/label.html", {"label": label, "tag": "label", "attrs": attrs, "use_tag": use_tag})


@pytest.mark.parametrize("chosen", ["a", 1, None, "", [1, "<"], 1234])
def test_choices_are_the_same(chosen):
    for widget in (forms.Select(choices=GROUPS), forms.SelectMultiple(choices=GROUPS)):
        for attrs in ATTRS[:3]:
            same(widget.template_name, widget.get_context("a", chosen, attrs))


def test_a_choice_of_another_kind_is_left_to_its_template():
    widget = forms.Select(choices=GROUPS)
    widget.option_template_name = "django/forms/widgets/radio_option.html"
    same(widget.template_name, widget.get_context("a", "a", {}))


@pytest.mark.parametrize("factory", [RoleFactory, EssayFactory])
def test_the_forms_of_the_desk_are_the_same(editor_client, monkeypatch, factory):
    address = form_address(factory(published=True, tags=["<b>"]))

    def drawn():
        page = editor_client.get(address).content.decode()
        return re.sub(rf'{CLOCK}|(nonce|data-key|"csrfmiddlewaretoken" value)="[^"]+"', "", page)

    quickly = drawn()
    monkeypatch.setattr(FormFields, "render", DjangoTemplates.render)
    assert 'name="title"' in quickly
    assert quickly == drawn()
