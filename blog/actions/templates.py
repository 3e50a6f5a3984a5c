"""What new roles of a series start with."""

from django.db import transaction

from blog.models import Tag, Template


@transaction.atomic
def keep_template(series, *, category, tags, authors, closing_line, prompts):
    """`tags`: names; `prompts`: {part: words}. Roles that are there already are not touched."""
    values = {"category": category, "closing_line": closing_line, "prompts": {k: v for k, v in prompts.items() if v}}
    template, _is_new = Template.objects.update_or_create(series=series, defaults=values)
    template.tags.set([Tag.objects.get_or_make(name) for name in tags])
    template.authors.set(authors)
    return template
