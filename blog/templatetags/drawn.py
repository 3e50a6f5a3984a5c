"""Pieces of a page that are the same as long as a few values are."""

from django import template
from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.safestring import SafeString

from blog.caching import drawn_from as kept
from blog.models.watched import all_read

register = template.Library()

PLAIN = (str, bytes, int, float, type(None))


@register.tag
def drawn_from(parser, token):
    """
    `{% drawn_from page_values site_settings %} ... {% enddrawn %}`: what stands within depends on these values alone,
    and is drawn again only for others. Values are texts, numbers, rows and lists of them. Without the first it is drawn
    each time, and so is what asks the database for more.
    """
    _name, *values = token.split_contents()
    nodelist = parser.parse(("enddrawn",))
    parser.delete_first_token()
    return DrawnFrom(nodelist, [parser.compile_filter(value) for value in values], token.lineno)


class DrawnFrom(template.Node):
    child_nodelists = ("nodelist",)

    def __init__(self, nodelist, values, line):
        self.nodelist, self.values, self.line = nodelist, values, line

    def render(self, context):
        values = [value.resolve(context, ignore_failures=True) for value in self.values]
        if not values[0] or settings.DEBUG:  # who changes a template wants to see it
            return self.nodelist.render(context)
        place = context.template.name, self.origin.name, self.line
        drawing = Drawing(self.nodelist, context)
        return kept((*place, *map(plain, values)), drawing, may_keep=drawing.asked_nothing)


class Drawing:
    """One drawing of a piece, which watches whether it asks the database."""

    def __init__(self, nodelist, context):
        self.nodelist, self.context, self.questions = nodelist, context, 0

    def __call__(self):
        with connection.execute_wrapper(self.watch):
            return SafeString(self.nodelist.render(self.context))

    def watch(self, execute, *args):
        self.questions += 1
        return execute(*args)

    def asked_nothing(self):
        return self.questions == 0


def plain(value):
    """The value as something whose `repr` tells it from every other. Raises TypeError for what nobody can tell so."""
    if isinstance(value, Model):  # the context processor's are wrapped
        return repr(all_read(value._wrapped if isinstance(value, SimpleLazyObject) else value))
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, (list, tuple)):
        return repr([plain(each) for each in value])
    if isinstance(value, PLAIN):
        return value
    raise TypeError(f"{value!r} cannot be told from others by its values")
