"""What the filter hid without a human: read at leisure, brought back with one press."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.actions.moderation import confirm_spam, judge
from blog.actions.reasons import why_held
from blog.models import Act, Comment, Post

ON_A_PAGE = 30


class HiddenSpam:
    """The page of hidden spam, for the admin of comments."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.spam_view)
        return [path("queue/spam/", view, name="blog_comment_spam"), *super().get_urls()]

    def spam_view(self, request):
        """GET: the newest first. POST: one (`back`), or those chosen, are brought back; or the chosen are spam."""
        self.check_moderator(request)
        if request.method == "POST":
            self.judge_hidden(request)
            return redirect(request.get_full_path())
        page = Paginator(hidden(), ON_A_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Hidden as spam"),
            "page": page,
            "rows": [(comment, why_held(comment)) for comment in page],
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/desk/spam.html", context)

    def judge_hidden(self, request):
        codes = [request.POST["back"]] if "back" in request.POST else request.POST.getlist("comment")
        comments = Comment.objects.hidden_as_spam().filter(code__in=codes)
        if "confirm" in request.POST:
            count = confirm_spam(comments, by=request.user)
            words = ngettext("%(count)d comment is spam.", "%(count)d comments are spam.", count)
        else:
            act = judge(Act.Verb.APPROVE, comments, by=request.user)
            count = act.number if act else 0
            words = ngettext("%(count)d comment is back.", "%(count)d comments are back.", count)
        messages.success(request, words % {"count": count})


def hidden():
    comments = Comment.objects.hidden_as_spam().select_related("post__slot__series")
    return comments.defer(*(f"post__{name}" for name in Post.LONG_FIELDS)).order_by("-posted_at", "-pk")
