"""Walking the ledger's pages as an editor does."""

from lxml import html

LEDGER = "/admin/ledger/365-roles/"


def page_of(response):
    return html.fromstring(response.content.decode())


def texts(response, path):
    return [" ".join(found.text_content().split()) for found in page_of(response).xpath(path)]


def ask(client, day, **typed):
    """Send one form of the page of a day: the page with what would change comes back."""
    return client.post(f"{LEDGER}{day}/", typed)


def confirm(client, response, **button):
    """Press the button of the page that shows what would change, or that asks back."""
    form = next(form for form in page_of(response).forms if form.get("id") in ("plan_form", "answer_form"))
    return client.post(form.get("action") or response.request["PATH_INFO"], dict(form.form_values()) | button)


def titles(series):
    """What stands on the days that are not empty."""
    rows = series.slots.order_by("day").values_list("day", "post__title", "idea__words", "skip_reason")
    return {day: post or idea or skip for day, post, idea, skip in rows if post or idea or skip}
