"""What there is to do tonight."""

from django.utils.translation import gettext as _

from .registry import warning


@warning
def a_first_hour_is_marked(subject):
    steps = subject.parts.get("steps", ())
    if steps and not any(step.is_first_hour for step in steps):
        yield "steps", _("Mark one free step as the first hour: what a reader can do about it tonight.")
