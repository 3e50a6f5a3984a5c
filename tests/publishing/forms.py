"""A page's form as a browser would send it: what stands in it, with what the test types over it."""

from lxml import html


def form_of(response):
    """The fields of the page's own form as {name: value}."""
    page = html.fromstring(response.content.decode())
    form = next(form for form in page.forms if (form.get("id") or "").endswith("_form"))
    for template in form.iter("template"):
        template.drop_tree()
    return {name: value for name, value in form.form_values() if "__prefix__" not in name}


def add_rows(fields, prefix, *rows):
    """Type these rows below those there are, in place of the empty ones offered."""
    start = int(fields[f"{prefix}-INITIAL_FORMS"])
    for name in [name for name in fields if name.startswith(f"{prefix}-") and is_extra(name, prefix, start)]:
        del fields[name]
    for n, row in enumerate(rows, start):
        fields |= {f"{prefix}-{n}-{name}": str(value) for name, value in row.items()}
    fields[f"{prefix}-TOTAL_FORMS"] = str(start + len(rows))


def is_extra(name, prefix, start):
    number = name.removeprefix(f"{prefix}-").partition("-")[0]
    return number.isdecimal() and int(number) >= start


def errors_of(response):
    """Every message of an error list on the page."""
    page = html.fromstring(response.content.decode())
    return [item.text_content().strip() for item in page.xpath("//ul[contains(@class, 'errorlist')]/li")]
