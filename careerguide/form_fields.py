"""
The small templates of forms, written in Python. The form of a role has eight hundred labels, boxes and lists of errors,
nearly all of these lists empty: through Django's templates they take longer than all the rest of the page.
"""

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeData


class FormFields(DjangoTemplates):
    """Gives what Django's own templates give, to the letter; what it does not know is left to them."""

    def render(self, template_name, context, request=None):
        write = WRITERS.get(template_name)
        written = write(context) if write else None
        return super().render(template_name, context, request) if written is None else written


def write_label(context):
    label, tag = shown(context["label"]), context["tag"]
    return f"<{tag}{attributes(context['attrs'])}>{label}</{tag}>" if context["use_tag"] else label.strip()


def write_errors(context):
    return None if context["errors"] else ""


def write_input(context):
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{words(widget["value"])}"'
    attrs = attributes(widget["attrs"])
    return f'<input type="{shown(widget["type"])}" name="{shown(widget["name"])}"{value}{attrs}>'


def write_textarea(context):
    widget = context["widget"]
    value = shown(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{shown(widget["name"])}"{attributes(widget["attrs"])}>\n{value}</textarea>'


def write_select(context):
    widget, lines = context["widget"], []
    for name, options, _index in widget["optgroups"]:
        if any(option["template_name"] != "django/forms/widgets/select_option.html" for option in options):
            return None
        lines += [f'\n  <optgroup label="{shown(name)}">'] if name else []
        for option in options:
            chosen = f'value="{words(option["value"])}"{attributes(option["attrs"])}'
            lines.append(f"\n  <option {chosen}>{shown(option['label'])}</option>\n")
        lines += ["\n  </optgroup>"] if name else []
    return f'<select name="{shown(widget["name"])}"{attributes(widget["attrs"])}>{"".join(lines)}\n</select>'


def attributes(attrs):
    return "".join(
        f" {shown(name)}" if value is True else f' {shown(name)}="{words(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def words(value):
    """As `|stringformat:"s"`: a number in no language's way of writing it."""
    return value if isinstance(value, SafeData) else escape(str(value))


def shown(value):
    return conditional_escape(localize(value))


INPUTS = ["text", "number", "email", "url", "password", "hidden", "date", "datetime", "time", "checkbox", "input"]
WRITERS = {
    "django/forms/label.html": write_label,
    "django/forms/errors/list/default.html": write_errors,
    "django/forms/errors/list/ul.html": write_errors,
    "django/forms/widgets/textarea.html": write_textarea,
    "django/forms/widgets/select.html": write_select,
} | {f"django/forms/widgets/{name}.html": write_input for name in INPUTS}
