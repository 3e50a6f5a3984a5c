"""One's own account: what it holds, and what one tells the others."""

from allauth.account.models import EmailAddress
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.second_factor import has_second_factor
from blog.actions.profiles import forget_portrait, save_profile
from blog.models import Comment, Profile

from .forms import ProfileForm


@require_safe
@never_cache
@login_required
def account(request):
    """All that can be done with an account, and how it stands."""
    context = {
        "profile": profile_of(request.user),
        "addresses": EmailAddress.objects.filter(user=request.user).order_by("-primary", "email"),
        "has_second_factor": has_second_factor(request.user),
        "has_page": has_page(request.user),
    }
    return render(request, "belonging/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@rate_limit(action="save_profile")
def profile(request):
    profile = profile_of(request.user)
    old = profile.picture
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ProfileForm(*sent, instance=profile)
    if form.is_valid():
        profile.picture = form.portrait
        save_profile(profile, name=form.cleaned_data["name"], standing=form.cleaned_data["standing"])
        if old != profile.picture:
            forget_portrait(old, request.user)
        messages.success(request, _("Saved. Your name on your comments follows."))
        return redirect("blog:profile")
    status = 422 if form.is_bound else 200
    context = {"form": form, "profile": profile, "has_page": has_page(request.user)}
    return render(request, "belonging/profile.html", context, status=status)


def profile_of(user):
    """The person's profile, made when it is saved first."""
    return Profile.objects.filter(user=user).select_related("user", "picture").first() or Profile(user=user)


def has_page(user):
    """Whether others can see a page of this person."""
    shown = Comment.objects.shown().on_public_posts().filter(user=user)
    return Profile.objects.public().filter(user=user).exists() and shown.exists()
