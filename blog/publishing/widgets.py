"""The desk's own inputs."""

import json

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget, AutocompleteSelect
from django.db import models
from django.urls import reverse, reverse_lazy
from django_prose_editor.widgets import prose_editor_admin_media
from js_asset import ImportMap, Media, Script

from blog.models.links import LinkField

# The browser's own pickers speak the reader's language, open from the keyboard and suit a finger.
NATIVE_INPUTS = {
    models.DateField: {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})},
    models.TimeField: {"widget": forms.TimeInput(format="%H:%M", attrs={"type": "time"})},
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})},
    LinkField: {"widget": forms.URLInput(attrs={"class": "vURLField"})},
}

EDITOR_MODULES = ImportMap(
    {f"desk/{name}": f"js/desk/{name}.js" for name in ("pictures", "library", "paste", "toolbar")}
)

# The levels a text may use; the page sets them below its own headings.
HEADING_LEVELS = [2, 3, 4]


class RichTextWidget(forms.Textarea):
    """A textarea that script turns into the rich text editor."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 8, "class": "vLargeTextField", **(attrs or {})})

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-desk-editor"] = json.dumps(
            {
                "levels": HEADING_LEVELS,
                "pictures": reverse("admin:blog_picture_upload"),
                "paste": reverse("admin:clean_pasted"),
            }
        )
        return context

    @property
    def media(self):
        return prose_editor_admin_media + Media(
            importmap=EDITOR_MODULES, js=[Script("js/desk/editor.js", type="module")]
        )


class RowSelect(AutocompleteSelect):
    """An autocompleted choice in a row of a list, drawn without asking the database again for what it shows."""

    known = None  # the object chosen

    def optgroups(self, name, value, attr=None):
        if self.known is None or [str(self.known.pk)] != [str(chosen) for chosen in value]:
            return super().optgroups(name, value, attr)
        none = self.create_option(name, "", "", False, 0)
        return [(None, [none, self.create_option(name, self.known.pk, str(self.known), True, 1)], 0)]


class ChooseInput(AdminTextInputWidget):
    """One name; script offers those there are, what is nearly the same first. `address`: the name of what is asked."""

    def __init__(self, address, attrs=None):
        super().__init__({"data-choose": reverse_lazy(address), "autocomplete": "off", **(attrs or {})})


class TagNamesInput(AdminTextInputWidget):
    """Names with commas between them; script offers the tags there are."""

    def __init__(self, attrs=None):
        suggest = {"data-suggest": reverse_lazy("admin:blog_tag_suggest"), "autocomplete": "off"}
        super().__init__({**suggest, **(attrs or {})})

    def format_value(self, value):
        if isinstance(value, (list, tuple)):
            value = ", ".join(getattr(tag, "name", tag) for tag in value)
        return super().format_value(value)

    @property
    def media(self):
        return forms.Media(js=[Script("js/desk/suggest.js", type="module")])
