"""Taking one's data along, and closing the account."""

from allauth.account.internal.flows.logout import logout
from allauth.decorators import rate_limit
from django import forms
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from blog.absolute import absolute
from blog.actions.closing import CannotClose, Comments, close_account, why_not
from blog.actions.personal import everything_about

from .proving import asked_again

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
@never_cache
@login_required
@rate_limit(action="take_data")
@asked_again
def data(request):
    """Everything the site holds about the person, as a file."""
    if request.method != "POST":
        return render(request, "belonging/data.html")
    now = timezone.now()
    told = {"site": absolute("/"), "made_at": now, **everything_about(request.user)}
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="my-data-{now:%Y-%m-%d}.json"'
    return response


class CloseForm(forms.Form):
    comments = forms.ChoiceField(
        label=_("My comments"), choices=Comments, widget=forms.RadioSelect, initial=Comments.ANONYMISE
    )
    is_sure = forms.BooleanField(label=_("Close my account for good"))


@read_or_send
@never_cache
@login_required
def close(request):
    form = CloseForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "why_not": why_not(request.user), "is_author": hasattr(request.user, "author")}
    if request.method == "POST" and form.is_valid():
        return close_now(request, context)
    return render(request, "belonging/close.html", context, status=422 if form.is_bound else 200)


@asked_again
def close_now(request, context):
    try:
        close_account(request.user, context["form"].cleaned_data["comments"])
    except CannotClose:
        return render(request, "belonging/close.html", context, status=409)
    logout(request, show_message=False)
    return redirect("blog:account-closed")


@require_safe
@never_cache
def closed(request):
    return render(request, "belonging/closed.html")
