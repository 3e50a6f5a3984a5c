"""A fact is worth its source, its region and its date, or nothing."""

from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Post, is_old_fact

from .registry import error, warning


@error
def facts_say_where_from(subject):
    for name, facts in told_facts(subject.post).items():
        for part, value in facts.items():
            if not str(value or "").strip():
                yield f"{name}_{part}", LACKING[part]()
    for row in subject.parts.get("pay", ()):
        if not (row.source.strip() and row.region.strip() and row.as_of):
            yield "pay", _("Say of each pay where it is paid, who says so and as of when.")


LACKING = {
    "source": lambda: _("Name the source of this fact, or leave the fact out."),
    "region": lambda: _("Say for which region this fact holds, or leave the fact out."),
    "as_of": lambda: _("Say of when this fact is, or leave the fact out."),
}


def told_facts(post):
    """{name: its source, region and date} of the facts this role states."""
    stated = {"outlook": post.outlook or post.outlook_text, "start": post.start_text}
    told = [name for name, words in stated.items() if words and post.kind == Post.Kind.ROLE]
    return {name: {part: getattr(post, f"{name}_{part}") for part in LACKING} for name in told}


@warning
def facts_are_of_today(subject):
    facts = [(f"{name}_as_of", told["as_of"]) for name, told in told_facts(subject.post).items()]
    facts += [("pay", row.as_of) for row in subject.parts.get("pay", ())]
    for field, as_of in dict.fromkeys(facts):
        if as_of and as_of > timezone.localdate():
            yield field, _("The date of this fact is still to come.")
        elif as_of and is_old_fact(as_of):
            yield field, _("This fact is older than 18 months, and the page says so: look it up again.")
