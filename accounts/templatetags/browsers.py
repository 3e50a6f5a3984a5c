"""A browser by the name people know it by."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first that is found: most of them also name those below.
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrom": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


@register.filter
def browser_name(user_agent):
    browser, system = named(user_agent, BROWSERS), named(user_agent, SYSTEMS)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or user_agent[:60] or _("a browser that does not say its name")


def named(user_agent, names):
    return next((name for mark, name in names.items() if mark in user_agent), "")
