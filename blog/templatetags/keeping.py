from django import template

from blog.models import ProvenRestore

register = template.Library()


@register.inclusion_tag("admin/proven_restore.html")
def last_proven_restore():
    return {"proven": ProvenRestore.objects.first()}
