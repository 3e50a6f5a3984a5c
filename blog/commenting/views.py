"""Writing, finding, liking and reporting comments."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db.models import CharField, DateTimeField
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blog.actions import comments, posting
from blog.actions.discussion import why_closed
from blog.models import Post, SiteSettings
from blog.models.prepared import Given, Prepared
from blog.origins import has_key
from blog.throttling import mailbox
from blog.visitors import ip_address_of, network_of

from . import throttling
from .acts import acts_on
from .forms import CommentForm, ReportForm, find_answered
from .origins import same_origin
from .outages import with_words_kept
from .pieces import SeeOther, answer, wants_piece
from .places import form_path, get_comment, place_of
from .quoting import quotation_of
from .receipts import about_comment
from .throttling import seconds_to_wait, wait_for_letter
from .visitors import account_of, stranger_key

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


# The form


@Prepared
def talked_about():
    public = Post.objects.published(Given("now", DateTimeField())).only(*Post.TALK_FIELDS)
    return public.filter(kind=Given("kind", CharField()), slug=Given("slug", CharField()))


@csrf_exempt  # has_key() asks instead
@read_or_send
@with_words_kept
def write(request, kind, slug):
    post = next(iter(talked_about(kind=kind, slug=slug, now=timezone.now())), None)
    if post is None:
        raise Http404(_("There is no such page."))
    try:
        data = request.POST if request.method == "POST" else None
    except (RequestDataTooBig, TooManyFieldsSent):
        return answer(request, "too_big", {"post": post, "form_path": form_path(post)}, status=413)
    if data is None:
        return show_form(request, post)
    return take(request, post, CommentForm(post, account_of(request), data=data))


def show_form(request, post):
    if reason := why_closed(post, SiteSettings.load()):
        return answer(request, "closed", {"post": post, "reason": reason}, status=403)
    code = request.GET.get("reply_to", "")
    answered = find_answered(post, code)
    is_lost = bool(code) and answered is None
    quoted = quotation_of(answered) if answered and "quote" in request.GET else ""
    form = CommentForm(post, account_of(request), initial={"reply_to": code, "body": quoted})
    context = {"post": post, "form": form, "form_path": form_path(post), "is_lost": is_lost, "is_quoting": bool(quoted)}
    return answer(request, "form", context, status=404 if is_lost else 200)


def take(request, post, form):
    context, site = {"post": post, "form": form, "form_path": form_path(post)}, SiteSettings.load()
    if reason := why_closed(post, site):
        return answer(request, "closed", {**context, "reason": reason}, status=403)
    if not has_key(request):
        return answer(request, "form", {**context, "is_keyless": True}, status=403)
    is_valid = form.is_valid()
    if "preview" in request.POST or "preview" in request.GET:
        preview = form.preview()
        return answer(request, "form", {**context, "preview": preview}, status=200 if preview else 422)
    if not is_valid:
        return answer(request, "form", context, status=422)
    if wait := wait_to_write(request, form):
        return answer(request, "form", context, status=429, wait=wait)
    try:
        who = {"user": form.user, "ip_address": ip_address_of(request)}
        comment = posting.post_comment(post, site=site, **who, **form.words())
    except posting.CommentsClosed as closed:
        return answer(request, "closed", {**context, "reason": closed}, status=403)
    except posting.CommentRefused as refused:
        form.add_error("body", str(refused))
        return answer(request, "form", context, status=422)
    return SeeOther(comment.get_own_receipt_url() if form.user else comment.get_receipt_url())


def wait_to_write(request, form):
    email, network = form.cleaned_data["email"], network_of(request)
    wait = seconds_to_wait(
        ("comment-network", throttling.COMMENTS_BY_NETWORK, network),
        ("comment-email", throttling.COMMENTS_BY_EMAIL, mailbox(email)),
    )
    return wait or (0 if form.user else wait_for_letter(email, network))


# One comment


@require_safe
def permalink(request, code):
    return redirect(place_of(get_comment(code)))


@same_origin
@require_POST
def like(request, code):
    """A button: liked, or no longer. The script says which it wants; without it each press is the other."""
    comment = get_comment(code)
    if wait := seconds_to_wait(("like", throttling.LIKES_BY_NETWORK, network_of(request))):
        return too_often(request, comment, wait)
    who = {"user": account_of(request), "key": stranger_key(request, comment, request.headers.get("User-Agent", ""))}
    wanted = request.POST.get("liked")
    liked = wanted == "1" if wanted else not comments.is_liked(comment, **who)
    number = comments.like_comment(comment, liked, **who)
    if wants_piece(request):
        return JsonResponse({"liked": liked, "like_count": number})
    return SeeOther(place_of(comment))


@same_origin
@read_or_send
def report(request, code):
    comment = get_comment(code)
    form = ReportForm(data=request.POST if request.method == "POST" else None)
    acts = acts_on(comment, account_of(request))
    context = {**about_comment(comment), "form": form, "is_done": "done" in request.GET, "acts": acts}
    if request.method != "POST":
        return answer(request, "report", context)
    if not form.is_valid():
        return answer(request, "report", context, status=422)
    if wait := seconds_to_wait(("report", throttling.REPORTS_BY_NETWORK, network_of(request))):
        return answer(request, "report", context, status=429, wait=wait)
    comments.report_comment(comment, **form.cleaned_data, user=account_of(request), key=stranger_key(request, comment))
    return SeeOther(f"{request.path}?done")


def too_often(request, comment, wait):
    if not wants_piece(request):
        return answer(request, "too_often", about_comment(comment), status=429, wait=wait)
    response = JsonResponse({"error": _("That was often. Try again a little later.")}, status=429)
    response["Retry-After"] = str(wait)
    return response
