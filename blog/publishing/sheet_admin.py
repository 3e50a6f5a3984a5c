"""The form that is kept while somebody types: what its script asks, what it offers again, what its preview shows."""

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.actions.checks import Problem
from blog.models import Sheet, sheet_preview_token
from blog.models.revisions import make_key

from .conflicts import version_of
from .sheets import clock, keep_sheet, others_there, read_token, sheet_token, sheets_at, told
from .typed import as_query, lists_of, read_typed, settled, typed_from

WIDTHS = {"phone": 390, "tablet": 820, "desktop": 1280}
OFFERED = 5


class SheetAdmin:
    """A ModelAdmin of posts whose form is kept while somebody types."""

    def get_urls(self):
        name, wrap = f"blog_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("sheets/", wrap(self.sheets_view), name=f"{name}_sheets"),
            path("sheets/preview/", wrap(self.preview_view), name=f"{name}_preview"),
            path("sheets/preview/<str:key>/", wrap(self.window_view), name=f"{name}_preview_window"),
            path("sheets/<str:key>/drop/", wrap(self.drop_view), name=f"{name}_drop"),
            *super().get_urls(),
        ]

    def own_sheets(self, request):
        return Sheet.objects.filter(user=request.user, kind=self.kind, typed__isnull=False)

    def sheet_named(self, request):
        """The sheet a form names in its hidden field, if it is this person's and they may still write there."""
        named = read_token(request.POST.get("sheet"))
        if named is None or named[1] != request.user.pk or named[2] != self.kind:
            raise PermissionDenied
        post = self.model.objects.filter(pk=named[3]).first() if named[3] else None
        may = self.has_change_permission(request, post) if post else self.has_add_permission(request)
        if not may or (named[3] and post is None):
            raise PermissionDenied
        return named, post

    def sheets_view(self, request):
        """
        POST a form, with `typed` if anything was: {at, others, newer, preview}. With `left` it is from an earlier
        window, and is forgotten if it was saved. GET: {token}, for a form whose person has signed in anew.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return JsonResponse({"token": get_token(request)})
        named, post = self.sheet_named(request)
        if "left" in request.POST and Sheet.objects.filter(key=named[0], is_saved=True).exists():
            return JsonResponse({"is_saved": True})
        preview = self.keep_followed(request, named, post)
        is_older = post is not None and request.POST.get("version") != version_of(post)
        newer = _("A newer version was saved meanwhile. Yours will not overwrite it: you will be asked.")
        others = others_there(post, request.user) if post else ""
        told = {"at": clock(timezone.now()), "others": others, "newer": newer if is_older else ""}
        return JsonResponse(told | ({"preview": preview} if preview else {}))

    def keep_followed(self, request, named, post):
        """Keep what was sent. With `follows` a preview stands beside the form: its address, else nothing."""
        if not {"typed", "follows"} <= request.POST.keys():
            keep_sheet(named, request.POST)
            return ""
        sheet = keep_sheet(named, request.POST, snapshot=self.snapshot_typed(request, post, request.POST))
        return reverse("blog:preview", args=[sheet_preview_token(sheet)])

    def snapshot_typed(self, request, post, data):
        return read_typed(self, request, post or self.model(kind=self.kind), data).snapshot()

    def drop_view(self, request, key):
        if request.method == "POST":
            self.own_sheets(request).filter(key=key).update(typed=None, snapshot=None, told=None)
        back = request.POST.get("next", "")
        return redirect(back if back.startswith(reverse("admin:index")) else "admin:index")

    # Offered again

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "GET" and (key := request.GET.get("sheet")):
            sheet = self.own_sheets(request).filter(key=key).first()
            if sheet and str(sheet.post_id or "") == (object_id or ""):
                self.take_up(request, sheet)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def take_up(self, request, sheet):
        """Draw the form as if it had been sent with an error: so it comes back with all that was typed, unsaved."""
        typed, _files = as_query(sheet.typed), request.FILES  # looked at while it is a GET: there is nothing to parse
        post = self.model.objects.get(pk=sheet.post_id) if sheet.post_id else self.model(kind=self.kind)
        there = typed_from(self, request, post) if post.pk else {}
        data = settled(typed, there, set(), lists_of(self, request, post))
        if not post.pk:
            data["version"] = ""
        said = _("This is what you had typed by %(when)s. It is not saved yet.") % {"when": clock(sheet.typed_at)}
        if sheet.told:
            said = _("This is your text, sorted into the form. Look it over; it is not saved yet.")
        request.method, request.POST, request.refused = "POST", data, [Problem("", said)]
        request.is_taken_up = True

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        context["keeping"] = self.keeping(request, form)
        if getattr(request, "is_taken_up", False) and is_only_told(form, context["inline_admin_formsets"]):
            context["errors"] = None  # it is no mistake to have typed
        return super().render_change_form(request, context, add, change, form_url, obj)

    def keeping(self, request, form):
        """What templates/admin/desk/keeping.html says."""
        post, name, is_sent = form.instance, f"admin:blog_{self.opts.model_name}", form.is_bound
        named = read_token(request.POST.get("sheet")) if is_sent else None
        key = named[0] if named and named[1] == request.user.pk else make_key()
        own, others = (
            sheets_at(post, request.user)
            if post.pk
            else (self.own_sheets(request).filter(post=None).order_by("-typed_at"), "")
        )
        offered = [told(sheet) for sheet in own if sheet.key != key][:OFFERED]
        return {
            "is_sent": is_sent,
            "is_taken_up": getattr(request, "is_taken_up", False),
            "key": key,
            "sheet": sheet_token(request.user, self.kind, post, key),
            "version": (is_sent and request.POST.get("version")) or (version_of(post) if post.pk else ""),
            "address": reverse(f"{name}_sheets"),
            "preview": reverse(f"{name}_preview"),
            "form": self.form_address(post) if post.pk else self.add_address(),
            "offered": [] if is_sent else offered,
            "others": others,
            "revisions": reverse(f"{name}_revisions", args=[post.pk]) if post.pk else "",
        }

    # Preview

    def preview_view(self, request):
        """POST the form: its page opens as readers would get it, and nothing is saved."""
        if request.method != "POST":
            raise Http404
        named, post = self.sheet_named(request)
        data = request.POST.copy()
        data["typed"] = "1"
        keep_sheet(named, data, snapshot=self.snapshot_typed(request, post, data))
        return redirect(f"admin:blog_{self.opts.model_name}_preview_window", named[0])

    def window_view(self, request, key):
        sheet = self.own_sheets(request).filter(key=key, snapshot__isnull=False).first()
        if sheet is None:
            raise Http404(_("There is nothing to preview: it was saved, or thrown away."))
        width = request.GET.get("width") if request.GET.get("width") in WIDTHS else "phone"
        context = {
            **self.admin_site.each_context(request),
            "title": _("Preview"),
            "address": reverse("blog:preview", args=[sheet_preview_token(sheet)]),
            "widths": [("phone", _("Phone")), ("tablet", _("Tablet")), ("desktop", _("Desktop"))],
            "width": width,
            "pixels": WIDTHS[width],
            "is_popup": True,
        }
        return TemplateResponse(request, "admin/desk/preview.html", context)


def is_only_told(form, lists):
    """Whether nothing is wrong in a form that was taken up, but that it is not saved."""
    is_alone = form.errors.keys() == {NON_FIELD_ERRORS} and len(form.non_field_errors()) == 1
    return is_alone and not any(rows.formset.total_error_count() for rows in lists)
