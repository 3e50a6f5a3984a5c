from django.urls import path, register_converter

from blog.models.comments import CODE_ALPHABET, CODE_LENGTH

from . import judging, views


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
    path("comments/confirm/<token>/", views.confirm, name="comment-confirm"),
    path("comments/receipt/<token>/", views.receipt, name="receipt"),
    path("comments/unsubscribe/<token>/", views.unsubscribe, name="unsubscribe"),
    path("comments/judge/<token>/", judging.judge_by_letter, name="comment-judge"),
    path("comments/<code:code>/", views.permalink, name="comment"),
    path("comments/<code:code>/like/", views.like, name="comment-like"),
    path("comments/<code:code>/report/", views.report, name="comment-report"),
]
