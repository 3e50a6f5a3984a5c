"""What a post was after each save: the list, two of them beside each other, and the way back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from blog.actions.restoring import restore_revision
from blog.actions.revisions import KEEP_ALL, KEEP_DAILY, record_revision, remember_found
from blog.actions.saving import Refused
from blog.models.snapshots import changed_names

from .comparing import label_of, pairs
from .times import time_in_short, zone_of

A_PAGE = 50


class RevisedAdmin:
    """A ModelAdmin of posts that keeps a revision of every save."""

    def get_urls(self):
        name = f"blog_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/revisions/", wrap(self.revisions_view), name=f"{name}_revisions"),
            path("<int:pk>/revisions/compare/", wrap(self.compare_view), name=f"{name}_compare"),
            path("<int:pk>/revisions/<int:number>/restore/", wrap(self.restore_view), name=f"{name}_restore"),
            *super().get_urls(),
        ]

    def save_model(self, request, obj, form, change):
        if change:
            remember_found(obj)
        super().save_model(request, obj, form, change)

    def keep_revision(self, request, post):
        record_revision(post, by=request.user)

    def post_to_see(self, request, pk):
        post = self.get_object(request, str(pk))
        if post is None:
            raise Http404
        if not self.has_view_or_change_permission(request, post):
            raise PermissionDenied
        return post

    def revisions_view(self, request, pk):
        post = self.post_to_see(request, pk)
        page = Paginator(post.revisions.for_lists(), A_PAGE).get_page(request.GET.get("page"))
        for revision in page:
            tell(revision, post)
        context = {"page": page, "keep_all": KEEP_ALL.days, "keep_daily": KEEP_DAILY.days}
        return self.draw(request, "revisions", post, _("Revisions"), context)

    def compare_view(self, request, pk):
        """GET ?old=3&new=5; without `old` with the one before, or beside nothing if it is the first."""
        post = self.post_to_see(request, pk)
        new = revision_of(post, request.GET.get("new"))
        before = post.revisions.filter(number__lt=new.number).first()
        old = revision_of(post, request.GET["old"]) if request.GET.get("old") else before or new
        old, new = sorted((old, new), key=lambda revision: revision.number)
        names = changed_names(old.snapshot, new.snapshot)
        context = {
            "old": tell(old, post),
            "new": tell(new, post),
            "pairs": list(pairs(post, old.snapshot, new.snapshot, names)),
            "newest": post.revisions.order_by("-number").values_list("number", flat=True).first(),
            "may_restore": self.has_change_permission(request, post),
        }
        title = _("Revisions %(old)d and %(new)d") % {"old": old.number, "new": new.number}
        return self.draw(request, "revision_compare", post, title, context)

    def restore_view(self, request, pk, number):
        return require_POST(self.restore)(request, pk, number)

    def restore(self, request, pk, number):
        post = self.post_to_see(request, pk)
        if not self.has_change_permission(request, post):
            raise PermissionDenied
        try:
            restore_revision(revision_of(post, str(number)), by=request.user)
        except Refused as reason:
            messages.error(request, _("Nothing was changed: the post is out and would lack something. %s") % reason)
            return redirect(f"admin:blog_{self.opts.model_name}_revisions", pk)
        done = _("The text of revision %(number)d is back. What stood here before is a revision too.")
        messages.success(request, done % {"number": number})
        return redirect(self.form_address(post))

    def draw(self, request, template, post, title, context):
        request.current_app = self.admin_site.name
        context |= {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "post": post,
            "title": title,
            "subtitle": str(post),
            "form_address": self.form_address(post),
            "revisions_address": reverse(f"admin:blog_{self.opts.model_name}_revisions", args=[post.pk]),
        }
        return TemplateResponse(request, f"admin/desk/{template}.html", context)


def revision_of(post, number):
    revision = post.revisions.select_related("by").filter(number=number).first() if str(number).isdecimal() else None
    if revision is None:
        raise Http404(_("There is no such revision, or no longer."))
    return revision


def tell(revision, post):
    """With the words a person reads of it."""
    revision.when = time_in_short(revision.made_at, zone_of(post))
    revision.who = revision.by and (revision.by.name or revision.by.email)
    revision.parts = [label_of(post, name) for name in revision.changed]
    return revision
