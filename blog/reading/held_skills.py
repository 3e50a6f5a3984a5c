"""The skills a reader keeps in the account: a page of its own, and a piece for the page of matches."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from blog.actions.held_skills import hold_skills
from blog.models import Skill
from blog.models.held_skills import MOST_HELD

from .matching import match_path, skills_asked, skills_called
from .paging import home_crumb

ADD, REPLACE = "add", "replace"


class HeldSkillsForm(forms.Form):
    skill = forms.ModelMultipleChoiceField(
        Skill.objects.all(),
        to_field_name="slug",
        required=False,
        error_messages={"invalid_choice": _("There is no skill “%(value)s” any more. Nothing was changed.")},
    )
    keep = forms.ChoiceField(choices=[(ADD, ADD), (REPLACE, REPLACE)])

    def __init__(self, data, *, held):
        super().__init__(data)
        self.held = held

    def clean(self):
        data = super().clean()
        skills = list(data.get("skill") or ())
        together = {*skills, *(self.held if data.get("keep") == ADD else ())}
        if len(together) > MOST_HELD:
            message = _("An account keeps %(most)d skills at most; together these are %(number)d. Nothing was changed.")
            raise forms.ValidationError(message % {"most": MOST_HELD, "number": len(together)})
        return {**data, "together": together}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def held_skills(request):
    """See and change them. The address may name others: then it shows what joining both would give."""
    held = held_by(request.user)
    if request.method != "POST":
        here = list(skills_called(skills_asked(request)[:MOST_HELD]).values())
        return page(request, held, here)
    form = HeldSkillsForm(request.POST, held=held)
    if not form.is_valid():
        here = list(skills_called(request.POST.getlist("skill")[:MOST_HELD]).values())
        return page(
            request, held, here, status=422, errors=[error for errors in form.errors.values() for error in errors]
        )
    hold_skills(request.user, form.cleaned_data["together"])
    return redirect(reverse("blog:held-skills"), permanent=False)


@never_cache
@require_GET
def held_skills_piece(request):
    """What the page of matches says to who is signed in about the skills it shows. Empty for others."""
    if not request.user.is_authenticated:
        return render(request, "reading/_held_skills.html", {})
    here = list(skills_called(skills_asked(request)[:MOST_HELD]).values())
    return render(request, "reading/_held_skills.html", joined(held_by(request.user), here))


def page(request, held, here, *, status=200, errors=()):
    context = {**joined(held, here), "errors": errors, "crumbs": [home_crumb()]}
    return render(request, "reading/held_skills.html", context, status=status)


def held_by(reader):
    return [row.skill for row in reader.held_skills.select_related("skill")]


def joined(held, here):
    """Both lists, and what each has that the other lacks."""
    return {
        "held": held,
        "here": here,
        "only_here": [skill for skill in here if skill not in held],
        "only_held": [skill for skill in held if skill not in here],
        "is_same": set(held) == set(here),
        "held_path": match_path(skill.slug for skill in held),
    }
