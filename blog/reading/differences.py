"""How roles differ, in sentences: what a table shows to the eye, said."""

from itertools import combinations

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.models import Pay, RoleSkill

STAGES = (Pay.Stage.TYPICAL, Pay.Stage.STARTER, Pay.Stage.EXPERIENCED)  # the most telling first


def in_words(sides):
    """The sentences, for roles as `comparison.Side`."""
    return [sentence for say in (of_skills, of_pairs, of_levels, of_pay, of_ways_in) if (sentence := say(sides))]


def listed(names):
    """Not Django's `get_text_list`: not every language sets its “and” apart."""
    *others, last = [str(name) for name in names] or [""]
    return _("%(others)s and %(last)s") % {"others": _(", ").join(others), "last": last} if others else last


def of_skills(sides):
    shared = set.intersection(*(set(side.needs) for side in sides))
    if not shared:
        return _("They have no skill in common.") if len(sides) < 3 else _("No skill is asked for by all three.")
    essential = [slug for slug in shared if all(side.needs[slug].need == RoleSkill.Need.ESSENTIAL for side in sides)]
    said = ngettext("They share %(number)d skill", "They share %(number)d skills", len(shared)) % {
        "number": len(shared)
    }
    if not essential:
        return _("%(shared)s; none is essential to each of them.") % {"shared": said}
    return ngettext(
        "%(shared)s; %(number)d is essential to each of them.",
        "%(shared)s; %(number)d are essential to each of them.",
        len(essential),
    ) % {"shared": said, "number": len(essential)}


def of_pairs(sides):
    """Of three roles: which two of them are nearest."""
    pairs = [(len(set(one.needs).intersection(other.needs)), one, other) for one, other in combinations(sides, 2)]
    pairs.sort(key=lambda pair: -pair[0])
    if len(pairs) < 2 or pairs[0][0] == pairs[1][0]:
        return ""
    number, *nearest = pairs[0]
    return ngettext(
        "Nearest to each other are %(roles)s, with %(number)d skill in common.",
        "Nearest to each other are %(roles)s, with %(number)d skills in common.",
        number,
    ) % {"roles": listed(side.title for side in nearest), "number": number}


def of_levels(sides):
    levels = {}
    for side in sides:
        level = side.role.get_entry_level_display() or _("not stated")
        levels.setdefault(str(level), []).append(side.title)
    if len(levels) == 1:
        return _("Entry level is the same: %(level)s.") % {"level": next(iter(levels))}
    said = [f"{listed(titles)}: {level}" for level, titles in levels.items()]
    return _("Entry level differs. %(levels)s.") % {"levels": "; ".join(said)}


def of_pay(sides):
    silent = [side.title for side in sides if not side.parts["pay"]]
    if len(silent) == len(sides):
        return _("Pay is stated for none of them.")
    if silent:
        return _("Pay is not stated for %(roles)s.") % {"roles": listed(silent)}
    common = set.intersection(*({measure(pay) for pay in side.parts["pay"]} for side in sides))
    if not common:
        return _("Their pay is stated for different places or stages, so the figures cannot be set against each other.")
    return pay_compared(sides, min(common, key=lambda key: (STAGES.index(key[1]), key)))


def measure(pay):
    """What two figures must have in common to be compared."""
    return pay.region, pay.stage, pay.currency, pay.period


def pay_compared(sides, key):
    rows = [(side.title, next(pay for pay in side.parts["pay"] if measure(pay) == key)) for side in sides]
    pay = rows[0][1]
    what = {"stage": capfirst(pay.get_stage_display()), "region": pay.region, "period": pay.get_period_display()}
    if len({(row.low, row.high) for _title, row in rows}) == 1:
        return _("%(stage)s pay in %(region)s is the same.") % what
    rows.sort(key=lambda row: -row[1].low)
    figures = "; ".join(f"{title} {pay.currency} {intcomma(pay.low)}–{intcomma(pay.high)}" for title, pay in rows)
    return _("%(stage)s pay in %(region)s, %(period)s: %(figures)s.") % {**what, "figures": figures}


def of_ways_in(sides):
    routes = [{way.route: way.get_route_display() for way in side.parts["ways_in"]} for side in sides]
    if not all(routes):
        return ""
    common = [label for route, label in routes[0].items() if all(route in each for each in routes)]
    if not common:
        return _("They have no way in in common.")
    return _("Open to all of them: %(ways)s.") % {"ways": listed(common)}
