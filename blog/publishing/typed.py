"""What a form on the desk would send: read as the post it means, drawn from the database, and both put together."""

import math
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from blog.models.snapshots import in_order, take

# What belongs to one choice: the words of a cover go with it.
TOGETHER = {"cover": ("cover", "cover_alt", "cover_is_decorative")}
OURS = ("csrfmiddlewaretoken", "new_cover", "_settle")  # never kept


@dataclass
class Typed:
    """A form with its rows, bound to what was typed."""

    form: forms.ModelForm
    lists: dict  # {prefix: formset}

    @property
    def wrong(self):
        """Names of fields and lists that cannot be saved as they were typed."""
        return set(self.form.errors) | {name for name, rows in self.lists.items() if not rows.is_valid()}

    def snapshot(self):
        """What can be read of it as a post. Rows that are wrong are left out, wrong fields are as they were."""
        post, cleaned = self.form.instance, self.form.cleaned_data
        post.slug = self.form.data.get("slug", "").replace("\0", "")  # cleaning empties one that is made anew
        rows = {name: rows_typed(formset) for name, formset in self.lists.items()}
        return take(post, rows, cleaned.get("tags") or [], cleaned.get("mentions") or [])


def read_typed(model_admin, request, post, data):
    """`post`: fresh from the database, or a new one; it takes on what was typed and is not to be saved."""
    form = model_admin.get_form(request, post, change=post.pk is not None)
    form.verb, form.refused = None, ()
    typed = Typed(form(data, None, instance=post), lists_of(model_admin, request, post, data))
    typed.form.is_valid()
    return typed


def lists_of(model_admin, request, post, data=None):
    found = {}
    for formset, inline in model_admin.get_formsets_with_inlines(request, post if post.pk else None):
        prefix = formset.get_default_prefix()
        found[prefix] = formset(data, None, instance=post, prefix=prefix, queryset=inline.get_queryset(request))
    return found


def rows_typed(formset):
    formset.is_valid()
    kept = [form for form in formset.kept_forms if not form.errors]
    kept.sort(key=place_of)
    for place, form in enumerate(kept):
        form.instance.position = place
    return in_order([form.instance for form in kept])


def place_of(form):
    """A row without a number stands at the end."""
    place = form.cleaned_data.get("position")
    return math.inf if place is None else place


# As the browser would send it


def typed_from(model_admin, request, post):
    """{name: [value, ...]} of the form nobody has touched."""
    form = model_admin.get_form(request, post, change=True)
    sent = fields_sent(form(instance=post))
    for rows in lists_of(model_admin, request, post).values():
        sent |= fields_sent(rows.management_form)
        sent[f"{rows.prefix}-TOTAL_FORMS"] = [str(rows.initial_form_count())]
        for row in rows.initial_forms:
            sent |= fields_sent(row)
    return sent


def fields_sent(form):
    return {form.add_prefix(name): values_sent(form[name]) for name in form.fields}


def values_sent(bound):
    widget, value = getattr(bound.field.widget, "widget", bound.field.widget), bound.value()
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    if isinstance(widget, forms.FileInput):
        return []
    shown = widget.format_value(value)
    return [str(one) for one in shown] if isinstance(shown, (list, tuple)) else [shown or ""]


# Both together


def settled(mine, theirs, take_theirs, lists):
    """
    What to save of two forms, as a QueryDict: `mine` (a QueryDict) but for the fields named in `take_theirs`. A list
    of rows is taken as a whole.
    """
    result = mine.copy()
    for name in take_theirs - set(lists):
        for key in TOGETHER.get(name, (name,)):
            result.setlist(key, theirs.get(key, []))
    for prefix in lists:
        chosen = below(theirs, prefix) if prefix in take_theirs else on_rows_there(mine, theirs, prefix)
        for key in below(result, prefix):
            del result[key]
        for key, values in chosen.items():
            result.setlist(key, values)
    return result


def below(data, prefix):
    items = data.lists() if isinstance(data, QueryDict) else data.items()
    return {name: values for name, values in items if name.startswith(f"{prefix}-")}


def on_rows_there(mine, theirs, prefix):
    """
    My rows, on the rows that are in the database now: one that somebody took out comes back as a new one, one that
    somebody added is ticked to go.
    """
    old, new = rows_by_number(mine, prefix), rows_by_number(theirs, prefix)
    there = {row["id"][0] for row in new if row.get("id")}
    known = [row for row in old if row.get("id", [""])[0] in there]
    fresh = [new_row(row) for row in old if row not in known and "DELETE" not in row]
    kept = {row["id"][0] for row in known}
    gone = [{**row, "DELETE": ["on"]} for row in new if row.get("id", [""])[0] not in kept]
    rows = [*known, *gone, *fresh]
    head = {key: values for key, values in below(mine, prefix).items() if key.endswith("_FORMS")}
    head |= {f"{prefix}-TOTAL_FORMS": [str(len(rows))], f"{prefix}-INITIAL_FORMS": [str(len(known) + len(gone))]}
    named = {f"{prefix}-{n}-{key}": values for n, row in enumerate(rows) for key, values in row.items()}
    return head | named


def new_row(row):
    return {name: values for name, values in row.items() if name not in ("id", "role", "post")} | {"id": [""]}


def rows_by_number(data, prefix):
    """[{name: values}] of the rows of a list that were sent."""
    rows = {}
    for name, values in below(data, prefix).items():
        number, _dash, key = name.removeprefix(f"{prefix}-").partition("-")
        if number.isdecimal():
            rows.setdefault(int(number), {})[key] = values
    return [rows[number] for number in sorted(rows)]


def as_query(typed):
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return data


def as_typed(data):
    """Without the one character that PostgreSQL keeps in no text."""
    return {name: [value.replace("\0", "") for value in values] for name, values in data.lists() if name not in OURS}
