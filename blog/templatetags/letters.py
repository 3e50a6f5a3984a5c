"""What a letter says of the site that sends it."""

import re

from django import template
from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import mark_safe

from blog.models import SiteSettings

register = template.Library()


@register.simple_tag(takes_context=True)
def site_name(context):
    return (context.get("site_settings") or SiteSettings.load()).name


@register.filter
def link_home(text):
    """Escaped text in which addresses of this site, and no others, are links: the words may be a stranger's."""
    address = re.escape(escape(settings.SITE_URL)) + r"/[^\s<>&]*"
    return mark_safe(re.sub(address, r'<a href="\g<0>">\g<0></a>', escape(text)))  # noqa: S308
