"""Which letters one gets: on the desk, or by the link that stands in each letter, without signing in."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog.actions.following import stop_letters, threads_heard_of
from blog.actions.follows import choose_letters, desk_of, is_muted, stop_follow_letters
from blog.models import ReaderDesk
from blog.models.tokens import code_of_desk_mail

from .acts import own_form

MOST_THREADS = 50

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


class MailForm(forms.Form):
    """Which letters, a field each; rhythm and topics of a daily letter get theirs here."""

    follows = forms.BooleanField(
        label=_("What is new of what I follow"), required=False, help_text=_("One letter a day at most.")
    )
    talk = forms.BooleanField(
        label=_("Answers to my comments, threads I follow, and when somebody names me"), required=False
    )
    stories = forms.BooleanField(
        label=_("What editors say of my stories"),
        required=False,
        help_text=_("When one is handed back or approved. It stands at the story too."),
    )


@own_form
def mail(request):
    desk = desk_of(request.user) if request.method == "POST" else there_or_new(request.user)
    if has_ended(request, desk):
        messages.success(request, _("No more letters of this thread."))
        return redirect("blog:mail")
    form = form_for(request, desk)
    if save(form, desk):
        messages.success(request, _("Saved."))
        return redirect("blog:mail")
    return render(request, "belonging/mail.html", {"form": form, "threads": threads_of(request.user)})


@csrf_exempt  # the token is the right to do it
@read_or_send
@never_cache
def by_link(request, token):
    if not (desk := desk_called(token)):
        return render(request, "belonging/no_mail.html", status=404)
    has_ended_one = has_ended(request, desk)
    form = form_for(request, desk, is_sent=request.method == "POST" and "end" not in request.POST)
    is_done = has_ended_one or save(form, desk)
    context = {"form": form, "is_done": is_done, "threads": threads_of(desk.reader)}
    return render(request, "belonging/mail_by_link.html", context)


@csrf_exempt
@read_or_send
@never_cache
def stop(request, token):
    """RFC 8058: a POST to the address in List-Unsubscribe does it, without a cookie or a further question."""
    if not (desk := desk_called(token)):
        return render(request, "belonging/no_mail.html", status=404)
    if request.method == "POST":
        stop_follow_letters(desk)
    context = {"is_done": request.method == "POST", "mail_url": desk.get_mail_url()}
    return render(request, "belonging/mail_stop.html", context)


def there_or_new(reader):
    return ReaderDesk.objects.filter(reader=reader).first() or ReaderDesk(reader=reader)


def desk_called(token):
    code = code_of_desk_mail(token)
    return code and ReaderDesk.objects.select_related("reader").filter(code=code).first()


def form_for(request, desk, *, is_sent=None):
    talk = not is_muted(desk.reader)
    initial = {"follows": desk.has_follow_letters, "talk": talk, "stories": desk.has_story_letters}
    is_sent = request.method == "POST" if is_sent is None else is_sent
    return MailForm(request.POST if is_sent else None, initial=initial)


def has_ended(request, desk):
    """Whether this was the button beside a thread: its letters end, whatever else is chosen. Safe to do again."""
    code = request.POST.get("end", "") if request.method == "POST" else ""
    if not code:
        return False
    thread = threads_heard_of(desk.reader).filter(code=code.replace("\0", "")).first()
    if thread is not None:
        stop_letters(desk.reader.email, thread)
    return True


def save(form, desk):
    if not form.is_valid():
        return False
    choose_letters(desk, **form.cleaned_data)
    return True


def threads_of(reader):
    found = threads_heard_of(reader).select_related(None).select_related("post")
    return found.only("code", "user_name", "state", "post__kind", "post__slug", "post__title")[:MOST_THREADS]
