"""
What a row of skills or resources offers while its name is typed: what has this very name, what is nearly the same, what
begins so, what holds it. As JSON: {offers: [{name, note, fields}], isKnown}, `fields` filling others of the row.
"""

from urllib.parse import urlsplit

from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.db.models.functions import Length
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.models import Resource, Skill, same_address
from blog.models.tags import fold

from .choosing import WEB, spellings
from .likeness import LEAST_LETTERS, like

OFFERED = 8
LOOKED_AT = 400  # names that may be nearly the same
LONGEST_WORD = 3  # shorter ones are in too many names


def typed_in(request):
    return " ".join(request.GET.get("q", "").replace("\0", "").split())[:200]


@permission_required("blog.view_skill", raise_exception=True)
def offer_skills(request):
    name = typed_in(request)
    known = Skill.objects.called(name) if name else None
    others = [*like_skills(name), *skills_with(name)] if name else []
    found = {row.pk: row for row in [known, *others] if row}
    offers = [{"name": row.name, "note": told_of_skill(row)} for row in list(found.values())[:OFFERED]]
    return JsonResponse({"offers": offers, "isKnown": known is not None and fold(known.name) == fold(name)})


def told_of_skill(skill):
    count = skill.role_count
    roles = ngettext("%(number)d role", "%(number)d roles", count) % {"number": count}
    return f"{skill.get_kind_display()}, {roles}"


def skills_with(name):
    typed = fold(name)
    most_used = Skill.objects.order_by("-role_count", "name")
    begins = most_used.filter(folded__startswith=typed)[:OFFERED]
    holds = most_used.filter(Q(folded__contains=typed) | Q(hidden_names__icontains=name))[: 2 * OFFERED]
    return [*begins, *holds]


def like_skills(name):
    """Nearly the same: looked for among names of about that length that begin alike, and those that share a word."""
    typed = fold(name)
    near = Q(folded__startswith=typed[:1], length__range=(len(typed) - 3, len(typed) + 3))
    for word in typed.replace("-", " ").split():
        if len(word) > LONGEST_WORD:
            near |= Q(folded__contains=word[:LEAST_LETTERS])
    return like(name, Skill.objects.annotate(length=Length("folded")).filter(near).order_by("-role_count")[:LOOKED_AT])


@permission_required("blog.view_resource", raise_exception=True)
def offer_resources(request):
    typed = typed_in(request)
    same = at_address(typed) if typed.startswith(WEB) else []
    titles = Resource.objects.filter(title__icontains=typed).order_by("title") if typed else Resource.objects.none()
    begins = titles.filter(title__istartswith=typed)[:OFFERED]
    found = {row.pk: row for row in [*same, *begins, *titles[: 2 * OFFERED]]}
    offers = [offered(row) for row in list(found.values())[:OFFERED]]
    is_known = bool(same) or any(offer["name"].casefold() == typed.casefold() for offer in offers)
    return JsonResponse({"offers": offers, "isKnown": is_known})


def at_address(url):
    key = same_address(url).rstrip("?")
    there = Resource.objects.filter(Q(url__in=spellings(url)) | Q(url__icontains=key)) if "." in key else []
    return sorted(there[:OFFERED], key=lambda row: same_address(row.url) != same_address(url))


def offered(resource):
    kind, host = resource.get_kind_display(), urlsplit(resource.url).netloc
    note = _("%(kind)s, %(host)s") % {"kind": kind, "host": host}
    return {"name": resource.title, "note": note, "fields": {"url": resource.url}}
