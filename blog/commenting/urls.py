from django.urls import path, register_converter

from blog.models.comments import CODE_ALPHABET, CODE_LENGTH

from . import answers, judging, moderating, personal, subscriptions, views, writers


class CodeConverter:
    """A comment's code; other words below /comments/ are other addresses."""

    regex = f"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(CodeConverter, "code")

urlpatterns = [
    path("roles/<uslug:slug>/comment/", views.write, {"kind": "role"}, name="role-comment"),
    path("essays/<uslug:slug>/comment/", views.write, {"kind": "essay"}, name="essay-comment"),
    path("comments/mine/", personal.mine, name="comments-mine"),
    path("comments/confirm/<token>/", writers.confirm, name="comment-confirm"),
    path("comments/receipt/<token>/", writers.receipt, name="receipt"),
    path("comments/receipt/<token>/edit/", writers.edit, name="receipt-edit"),
    path("comments/receipt/<token>/delete/", writers.delete, name="receipt-delete"),
    path("comments/receipt/<token>/answered/", writers.answered, name="receipt-answered"),
    path("comments/follow/<token>/", subscriptions.confirm_following, name="follow-confirm"),
    path("comments/unsubscribe/<token>/", subscriptions.unsubscribe, name="unsubscribe"),
    path("comments/judge/<token>/", judging.judge_by_letter, name="comment-judge"),
    path("comments/<code:code>/", views.permalink, name="comment"),
    path("comments/<code:code>/like/", views.like, name="comment-like"),
    path("comments/<code:code>/report/", views.report, name="comment-report"),
    path("comments/<code:code>/follow/", subscriptions.follow, name="comment-follow"),
    path("comments/<code:code>/answered/", answers.answered, name="comment-answered"),
    path("comments/<code:code>/moderate/", moderating.moderate, name="comment-moderate"),
]
