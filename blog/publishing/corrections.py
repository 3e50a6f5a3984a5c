"""Corrections that readers suggest: the list, and a page that shows each beside the text as it is now."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from blog.actions.corrections import DecidedAlready, accept_correction, decline_correction
from blog.models import ChangeNote, Correction
from blog.models.corrections import MAX_ANSWER_LENGTH
from blog.models.section_texts import form_anchor, section_texts


class AcceptForm(forms.Form):
    note = forms.CharField(
        label=_("What changed, for readers"),
        max_length=ChangeNote._meta.get_field("text").max_length,
        widget=forms.TextInput({"class": "vLargeTextField", "dir": "auto"}),
        error_messages={"required": _("Say in a sentence what was changed.")},
    )


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Why not"),
        max_length=MAX_ANSWER_LENGTH,
        widget=forms.Textarea({"rows": 3, "class": "vLargeTextField", "dir": "auto"}),
        error_messages={"required": _("Say why: whoever suggested it reads this.")},
    )


class CorrectionAdmin(admin.ModelAdmin):
    list_display = ["post", "section_heading", "credit", "state", "created_at"]
    list_filter = ["state"]
    list_select_related = ["post"]
    list_per_page = 50
    search_fields = ["post__title", "text", "name"]
    ordering = ["-created_at", "-pk"]
    actions = None

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("section"))
    def section_heading(self, correction):
        return correction.section_name()

    @admin.display(description=_("from"), ordering="name")
    def credit(self, correction):
        return correction.name or _t("nobody named")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """GET: the suggestion beside the section. POST: `accept` with a note for readers, `decline` with a reason."""
        correction = self.get_object(request, unquote(object_id))
        if correction is None:
            raise Http404
        if not self.has_change_permission(request, correction):
            raise PermissionDenied
        if request.method == "POST":
            return self.decide(request, correction)
        return self.show(request, correction, AcceptForm(), DeclineForm())

    def decide(self, request, correction):
        accepts = "accept" in request.POST
        form = AcceptForm(request.POST) if accepts else DeclineForm(request.POST)
        if not form.is_valid():
            forms_shown = (form, DeclineForm()) if accepts else (AcceptForm(), form)
            return self.show(request, correction, *forms_shown, status=422)
        try:
            if accepts:
                accept_correction(correction, form.cleaned_data["note"], by=request.user)
            else:
                decline_correction(correction, form.cleaned_data["reason"], by=request.user)
        except DecidedAlready:
            messages.warning(request, _t("Somebody else decided it meanwhile."))
            return redirect("admin:blog_correction_change", correction.pk)
        messages.success(request, _t("“%(title)s”: the correction is decided.") % {"title": correction.post.title})
        return redirect(f"{reverse('admin:blog_correction_changelist')}?state__exact={Correction.State.WAITING}")

    def show(self, request, correction, accept, decline, status=200):
        post = correction.post
        now = section_texts(post).get(correction.section, "")
        form = reverse(f"admin:blog_{post.kind}_change", args=[post.pk])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": correction,
            "correction": correction,
            "post": post,
            "now": now,
            "has_changed": now != correction.shown,
            "form_address": f"{form}#{form_anchor(post, correction.section)}",
            "accept": accept,
            "decline": decline,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/desk/correction.html", context, status=status)
