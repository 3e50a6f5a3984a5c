"""
Suggesting a correction, with or without an account: a form that was signed here, one letter to confirm an address, a
receipt by a private link. What is refused comes back with everything that was typed.
"""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from blog.actions.corrections import TooManyCorrections, confirm_correction, suggest_correction
from blog.models import Correction
from blog.models.section_texts import NAMES, section_texts
from blog.models.tokens import code_of_correction
from blog.origins import same_origin

from .forms import CorrectionForm
from .pages import answer, public_post, see_other
from .people import account_of, wait_to_correct, why_refused

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt  # who sends from elsewhere gets the form back, with what was typed (people.why_refused)
@read_or_send
def correct(request, kind, slug):
    """GET: which section, or the form beside its text. POST: the suggestion; 303 to its receipt."""
    post = public_post(kind, slug)
    texts = section_texts(post)
    section = request.GET.get("section", "")
    if section and section not in texts:
        raise Http404(_("This page has no such section."))
    if not section:
        sections = [(anchor, NAMES[anchor]) for anchor in texts]
        return answer(request, "sections", {"post": post, "sections": sections})
    context = {"post": post, "section": section, "section_name": NAMES[section], "text": texts[section]}
    if request.method == "POST":
        return take(request, context, CorrectionForm(request.POST))
    return answer(request, "correct", {**context, "form": CorrectionForm()})


def take(request, context, form):
    context = {**context, "form": form}
    if refusal := why_refused(request):
        return answer(request, "correct", {**context, "refusal": refusal}, status=403)
    if not form.is_valid():
        return answer(request, "correct", context, status=422)
    said = {name: form.cleaned_data[name] for name in form.field_order}
    if wait := wait_to_correct(request, said["email"]):
        return answer(request, "correct", context, status=429, wait=wait)
    try:
        correction = suggest_correction(context["post"], context["section"], **said, user=account_of(request))
    except TooManyCorrections as refusal:
        return answer(request, "correct", {**context, "refusal": refusal}, status=503)
    return see_other(correction.get_receipt_url())


@require_safe
def receipt(request, token):
    correction = find(token, "receipt")
    if correction is None:
        return answer(request, "no_correction", {}, status=404)
    return answer(request, "receipt", {"correction": correction, "post": correction.post})


@same_origin
@read_or_send
def confirm(request, token):
    """The mailed link: a page on GET, the address is confirmed on POST."""
    correction = find(token, "confirm")
    if correction is None or not (correction.email or correction.confirmed_at):
        return answer(request, "no_correction", {}, status=404)
    if request.method == "POST":
        confirm_correction(correction)
        return see_other(correction.get_receipt_url())
    return answer(request, "confirm", {"correction": correction, "post": correction.post})


def find(token, purpose):
    code = code_of_correction(token, purpose)
    return Correction.objects.select_related("post", "post__slot").filter(code=code).first() if code else None
