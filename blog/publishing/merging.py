"""Merging on the desk: from the list, or from the names that are alike, by way of a page that says what happens."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.actions.merging import users_of

from .likeness import alike, name_keys

MOST_AT_ONCE = 50


class MergingAdmin:
    """An admin of names whose `merge(rows, into, by=user)` makes one of several."""

    change_list_template = "admin/desk/names.html"
    actions = ["merge_chosen"]
    merge = None
    users = ""  # the relation by which posts use one
    called = "name"
    told = ()  # what else their likeness is judged by
    keys_of = staticmethod(name_keys)  # rows that share one of these are alike
    alike_title = _("Names that are nearly the same")
    alike_help = _(
        "In the plural, with a hyphen, in another order of words, or with one letter different. Look at each: some are "
        "two things."
    )
    merge_help = _(
        "The addresses of the others will lead to it, and their names become hidden names of it, so that searches and "
        "editors who type them find it. This cannot be undone."
    )

    def get_urls(self):
        pages = {"merge": self.merge_view, "alike": self.alike_view}
        own = [path(f"{name}/", self.admin_site.admin_view(view), name=self.page(name)) for name, view in pages.items()]
        return [*own, *super().get_urls()]

    def page(self, name):
        return f"blog_{self.opts.model_name}_{name}"

    def has_merge_permission(self, request):
        return self.has_change_permission(request) and self.has_delete_permission(request)

    @admin.action(description=_("Merge into one…"), permissions=["merge"])
    def merge_chosen(self, request, queryset):
        return redirect(self.merge_address(queryset.values_list("pk", flat=True)[:MOST_AT_ONCE]))

    def merge_address(self, pks):
        asked = QueryDict(mutable=True)
        asked.setlist("of", [str(pk) for pk in pks])
        return f"{reverse('admin:' + self.page('merge'))}?{asked.urlencode()}"

    def counted(self):
        return self.model.objects.annotate(uses=Count(self.users))

    def merge_view(self, request):
        """GET: which of them stays, and what that changes. POST: it is done."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        asked = request.POST if request.method == "POST" else request.GET
        pks = [pk for pk in asked.getlist("of")[:MOST_AT_ONCE] if pk.isdecimal() and len(pk) < 19]
        rows = list(self.counted().filter(pk__in=pks).order_by("-uses", self.called))
        if len(rows) < 2:
            messages.warning(request, _t("Choose two or more that mean the same."))
            return redirect(f"admin:blog_{self.opts.model_name}_changelist")
        into = next((row for row in rows if str(row.pk) == request.POST.get("into")), None)
        if request.method == "POST" and into:
            return self.carry_out(request, rows, into)
        number = users_of(rows).count()
        was_sent = request.method == "POST"
        context = {"rows": rows, "number": number, "was_sent": was_sent, "merge_help": self.merge_help}
        return self.draw(request, "merge", _t("Merge into one"), **context)

    def carry_out(self, request, rows, into):
        number = type(self).merge(self.model.objects.filter(pk__in=[row.pk for row in rows]), into, by=request.user)
        said = ngettext(
            "They are one: “%(name)s”. %(number)d post changed.",
            "They are one: “%(name)s”. %(number)d posts changed.",
            number,
        )
        messages.success(request, said % {"name": into, "number": number})
        return redirect(f"admin:blog_{self.opts.model_name}_change", into.pk)

    def alike_view(self, request):
        if not self.has_merge_permission(request):
            raise PermissionDenied
        rows = self.counted().only(*{self.called, *self.told}).order_by(self.called)
        groups = [(group, self.merge_address(row.pk for row in group)) for group in alike(rows, self.keys_of)]
        return self.draw(request, "alike", self.alike_title, groups=groups, alike_help=self.alike_help)

    def draw(self, request, template, title, **context):
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **context}
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/desk/{template}.html", context)

    def changelist_view(self, request, extra_context=None):
        may_merge = {"may_merge": self.has_merge_permission(request), "alike_page": f"admin:{self.page('alike')}"}
        return super().changelist_view(request, {**may_merge, **(extra_context or {})})
