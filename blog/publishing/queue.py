"""The moderation queue: one waiting comment after the other, judged by button or key."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blog.actions.moderation import judge, last_act, offer_after, others_of, undo
from blog.actions.reasons import TOLD_REASONS, why_held
from blog.actions.trust import Trust, trust_of
from blog.models import Act, Comment, Post
from blog.models.comments import MAX_VERDICT_LENGTH

from .record import record_of, rule_of

VERB = Act.Verb
TRUST = {Trust.NEW: _("new"), Trust.KNOWN: _("known"), Trust.TRUSTED: _("trusted")}
LISTED = 15
MOST_COUNTED = 1000
JUDGING = {VERB.APPROVE, VERB.REJECT, VERB.SPAM, VERB.TRUST, VERB.STOP}
OF_A_WRITER = {VERB.RELEASE, VERB.HIDE}


class Queue:
    """The queue's pages, for the admin of comments."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("queue/", view(self.queue_view), name="blog_comment_queue"),
            path("queue/undo/", view(require_POST(self.undo_view)), name="blog_comment_undo"),
            path("queue/<slug:code>/", view(self.queue_view), name="blog_comment_queue_at"),
            *super().get_urls(),
        ]

    def queue_view(self, request, code=""):
        """GET: the first that waits, or the one of this code. POST: it, or those chosen, are judged; then the next."""
        self.check_moderator(request)
        comment = find(code) if code else first_waiting()
        if request.method != "POST":
            return self.show_queue(request, comment)
        if comment is None or request.POST.get("verb") not in JUDGING | OF_A_WRITER:
            return redirect("admin:blog_comment_queue")
        if request.POST.get("seen", comment.wording()) != comment.wording():
            messages.warning(request, _("Its writer has changed it meanwhile. Nothing was done; read it again."))
            return redirect(place_of(comment))
        judge_as_asked(request, comment)
        return redirect(place_of(still_waiting(comment)))

    def undo_view(self, request):
        """What this moderator did last is taken back, and its comment is shown again."""
        self.check_moderator(request)
        act = last_act(request.user)
        if act is not None and str(act.pk) == request.POST.get("act"):  # pressed twice it takes back one
            undo(act)
        return redirect(place_of(act and act.comment))

    def check_moderator(self, request):
        if not self.has_moderate_permission(request):
            raise PermissionDenied

    def show_queue(self, request, comment):
        act = last_act(request.user)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Waiting comments"),
            "comment": comment,
            "waiting": Comment.objects.awaiting_review().order_by()[:MOST_COUNTED].count(),
            "act": act,
            "offer": offer_after(act),
            **(about(comment) if comment else {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/desk/queue.html", context)


def about(comment):
    """What the page says of one comment."""
    record = record_of(comment)
    return {
        "why": why_held(comment) if comment.hold_reason else "",
        "record": record,
        "rule": rule_of(comment),
        "reports": comment.reports.all()[:LISTED] if comment.report_count else [],
        "answers": comment.replies.count(),
        "versions": comment.versions.all(),
        "trust": TRUST[trust_of(record["shown"], record["rejected"] + record["spam"] + record["removed"])],
        "next": beyond(comment).values_list("code", flat=True).first(),
        "previous": before(comment).values_list("code", flat=True).last(),
        "listed": [(other, why_held(other)) for other in listed(comment)],
        "reasons": TOLD_REASONS,
        "longest_reason": MAX_VERDICT_LENGTH,
    }


def judge_as_asked(request, comment):
    verb = Act.Verb(request.POST["verb"])
    if verb in OF_A_WRITER:
        return judge(verb, others_of(comment, verb), by=request.user)
    codes = request.POST.getlist("comment") if "chosen" in request.POST else [comment.code]
    reason = request.POST.get("words", "").strip() or request.POST.get("reason", "")
    return judge(verb, Comment.objects.filter(code__in=codes), by=request.user, reason=reason[:MAX_VERDICT_LENGTH])


# Which one: the oldest first


def with_post():
    comments = Comment.objects.select_related("post__slot__series", "reply_to", "user")
    return comments.defer(*(f"post__{name}" for name in Post.LONG_FIELDS))


def waiting():
    return with_post().awaiting_review().order_by("posted_at", "pk")


def find(code):
    comment = with_post().filter(code=code).first()
    if comment is None:
        raise Http404
    return comment


def first_waiting():
    return waiting().first()


def beyond(comment):
    later = waiting().filter(posted_at__gte=comment.posted_at)
    return later.exclude(posted_at=comment.posted_at, pk__lte=comment.pk)


def before(comment):
    earlier = waiting().filter(posted_at__lte=comment.posted_at)
    return earlier.exclude(posted_at=comment.posted_at, pk__gte=comment.pk)


def still_waiting(comment):
    """The one to be shown now: the same if it waits still, else the next, else the first that was passed over."""
    same = waiting().filter(pk=comment.pk).first()
    return same or beyond(comment).first() or first_waiting()


def listed(comment):
    return waiting().filter(posted_at__gte=comment.posted_at)[:LISTED]


def place_of(comment):
    if comment is None:
        return reverse("admin:blog_comment_queue")
    return reverse("admin:blog_comment_queue_at", args=[comment.code])
