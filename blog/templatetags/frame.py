"""What stands round every page: the masthead and the footer."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join

from blog.moulds import cast

register = template.Library()

SECTIONS = {
    "at_home": "blog:home",
    "at_series": "blog:series-list",
    "at_roles": "blog:role-list",
    "at_skills": "blog:skill-list",
    "at_essays": "blog:essay-list",
}


@register.simple_tag(takes_context=True)
def masthead(context, reader=None):
    match = getattr(context.get("request"), "resolver_match", None)
    here = {flag: match is not None and match.view_name == name for flag, name in SECTIONS.items()}
    return cast("_parts/masthead.html", name=context["site_settings"].name, who=who(reader), **here)


@register.simple_tag(takes_context=True)
def footer(context, reader=None):
    site = context["site_settings"]
    pages = ((page.get_absolute_url(), page.title) for page in context["standing_pages"])
    links = format_html_join("", '<li><a href="{}" dir="auto">{}</a></li>', pages)
    return cast("_parts/footer.html", name=site.name, words=site.footer, pages=links, who=who(reader))


def who(reader):
    """Said on pages of one's own alone, `reader` being the request's; those for everyone leave it to a script."""
    return render_to_string("reading/masthead.html", {"reader": reader}) if reader else ""
