"""Old addresses and where they lead; what is asked for and missing, and how it becomes one of them."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from blog.actions.addresses import is_possible, is_taken, redirect_path
from blog.models import Address, MissingPath
from blog.models.addresses import address_form
from blog.search.paths import near

from .times import time_in_short

BUTTON = '<button type="submit" class="button" formaction="{}" name="target" value="{}" aria-label="{}">{}</button> '
LINK = '<a href="{}" aria-label="{}">{}</a>'
ROWS_A_PAGE = 25  # for each missing path its words are looked for


class AddressForm(forms.ModelForm):
    class Meta:
        model = Address
        fields = ["path", "target"]

    def clean_path(self):
        path = own_path(self.cleaned_data["path"])
        if is_taken(path):
            raise ValidationError(_("A page of this site stands there: the redirect would never be followed."))
        return address_form(path)

    def clean_target(self):
        target = own_path(self.cleaned_data["target"])
        if not is_possible(target):
            raise ValidationError(_("No page of this site can stand there. Copy the path of a page, like /roles/."))
        return target


def own_path(text):
    if not text.startswith("/") or text.startswith("//"):
        raise ValidationError(_("A path of this site begins with one slash."))
    return text


class FollowedFilter(admin.SimpleListFilter):
    title = _("followed")
    parameter_name = "followed"

    def lookups(self, request, model_admin):
        return [("yes", _("at least once")), ("no", _("never"))]

    def queryset(self, request, queryset):
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(hits=0) if self.value() == "no" else queryset.filter(hits__gt=0)


class AddressAdmin(admin.ModelAdmin):
    form = AddressForm
    fields = ["path", "target"]
    list_display = ["path", "leads_to", "hits", "last_hit", "since"]
    list_filter = [FollowedFilter]
    search_fields = ["path", "target"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def save_model(self, request, obj, form, change):
        redirect_path(obj)

    @admin.display(description=_("leads to"), ordering="target")
    def leads_to(self, address):
        return format_html('<a href="{0}">{0}</a>', address.target)

    @admin.display(description=_("last followed"), ordering="last_hit_at", empty_value="—")
    def last_hit(self, address):
        return in_short(address.last_hit_at)

    @admin.display(description=_("since"), ordering="created_at")
    def since(self, address):
        return in_short(address.created_at)


class MissingPathAdmin(admin.ModelAdmin):
    """The most wanted first; each with the pages that may be meant, one press away."""

    list_display = ["path", "hits", "last", "linked_from", "redirects"]
    list_display_links = None
    list_per_page = ROWS_A_PAGE
    search_fields = ["path", "referrer"]
    show_full_result_count = False

    def has_add_permission(self, request):
        return False  # readers make them

    def has_change_permission(self, request, obj=None):
        return False

    def get_urls(self):
        view = self.admin_site.admin_view(self.redirect_view)
        return [path("<int:pk>/redirect/", view, name="blog_missingpath_redirect"), *super().get_urls()]

    def redirect_view(self, request, pk):
        """GET: the form, with the best guess filled in. POST: the redirect is made."""
        missing = get_object_or_404(MissingPath, pk=pk)
        if not (self.has_view_permission(request) and request.user.has_perm("blog.add_address")):
            raise PermissionDenied
        guesses = near(missing.path)
        target = request.POST.get("target") or (guesses[0][1] if guesses else "")
        typed = {"path": missing.path, "target": target}
        if request.method == "POST":
            known = Address.objects.filter(path=missing.path).first()
            form = AddressForm(typed, instance=known)
            if form.is_valid():
                return self.lead_on(request, form.save(commit=False))
        else:
            form = AddressForm(initial=typed)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _t("Where does %(path)s lead?") % {"path": missing.path},
            "missing": missing,
            "form": form,
            "guesses": guesses,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/desk/redirect.html", context)

    def lead_on(self, request, address):
        redirect_path(address)
        self.log_addition(request, address, [{"added": {}}])
        done = _t("%(path)s leads to %(target)s from now on.")
        self.message_user(request, done % {"path": address.path, "target": address.target}, messages.SUCCESS)
        return redirect("admin:blog_missingpath_changelist")

    @admin.display(description=_("last asked for"), ordering="last_at")
    def last(self, missing):
        return in_short(missing.last_at)

    @admin.display(description=_("linked from"), ordering="referrer", empty_value="—")
    def linked_from(self, missing):
        return missing.referrer or None

    @admin.display(description=_("redirect to"))
    def redirects(self, missing):
        """Buttons of the list's own form: one for the best guess, and the way to any other page."""
        address = reverse("admin:blog_missingpath_redirect", args=[missing.pk])
        guesses = [(target, _t("Redirect to %(title)s") % {"title": title}) for title, target in near(missing.path)[:1]]
        rows = [(address, target, named(said, missing), said) for target, said in guesses]
        another = _t("Another page…")
        return format_html_join("", BUTTON, rows) + format_html(LINK, address, named(another, missing), another)


def named(said, missing):
    """What a button says, with what it says it of: there is one like it in each row."""
    return f"{said} ({missing.path})"


def in_short(instant):
    return time_in_short(instant, timezone.get_default_timezone()) if instant else None
