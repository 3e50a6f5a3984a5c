"""The editors' desk: Django's admin site with its own door, content policy and order."""

from functools import update_wrapper

from allauth.account.decorators import secure_admin_login
from csp.decorators import csp
from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import JsonResponse
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from blog.counting.senders import AT_DESK
from blog.markup import clean_html, html_to_markdown

from .front import front
from .second_factor import behind_second_factor
from .signed_out import kept_when_signed_out

# What stands together on the index and in the side column, by model name; what is named nowhere comes last.
SHELVES = [
    (_("Posts"), ["role", "essay", "page"]),
    (_("Series"), ["ledger", "series", "slot", "idea"]),
    (_("Conversation"), ["comment", "rule", "act", "deskletters"]),
    (_("Readers"), ["correction", "standing", "reason", "missedsearch", "profile"]),
    (_("Shelves"), ["skill", "resource", "link", "tag", "category", "author", "picture"]),
    (_("House"), ["sitesettings", "address", "missingpath", "move", "wording", "user", "group", "logentry"]),
]
OTHERS = _("Machinery")


def with_desk_policy(view):
    """The desk's own Content-Security-Policy: its rich text editor needs an import map, and that a nonce."""
    return update_wrapper(csp(settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"])(view), view)


def for_no_reader(view):
    """Whoever works here is not counted among the readers: a plain cookie tells the counting, and nothing else."""

    def marked(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if request.user.is_staff and AT_DESK not in request.COOKIES:
            response.set_cookie(
                AT_DESK,
                "1",
                max_age=settings.SESSION_COOKIE_AGE,
                secure=request.is_secure(),
                httponly=True,
                samesite="Lax",
            )
        return response

    return update_wrapper(marked, view)


@require_POST
def clean_pasted(request):
    """What was pasted, as it will be saved: field html, answered by {html}; with as=markdown by {markdown}."""
    html = clean_html(request.POST.get("html", ""))
    return JsonResponse(
        {"markdown": html_to_markdown(html)} if request.POST.get("as") == "markdown" else {"html": html}
    )


class Desk(AdminSite):
    site_header = _("The desk")
    site_title = _("The desk")
    index_title = _("What would you like to do?")

    def admin_view(self, view, cacheable=False):
        guarded = behind_second_factor(kept_when_signed_out(self, super().admin_view(view, cacheable)))
        return with_desk_policy(for_no_reader(guarded))

    def login(self, request, extra_context=None):
        """The site's own sign-in, with its rate limits and second factor."""
        return with_desk_policy(secure_admin_login(super().login))(request, extra_context)

    def index(self, request, extra_context=None):
        return super().index(request, {**front(request.user), **(extra_context or {})})

    def get_urls(self):
        clean = self.admin_view(clean_pasted)
        ledger = path("ledger/", include("blog.publishing.ledger_urls"))
        return [path("clean/", clean, name="clean_pasted"), ledger, *super().get_urls()]

    def get_app_list(self, request, app_label=None):
        models = {
            model["model"]._meta.model_name: model
            for app in self._build_app_dict(request, app_label).values()
            for model in app["models"]
        }
        if "slot" in models:
            models["ledger"] = {
                "model": None,
                "name": _("Calendar and ledgers"),
                "admin_url": reverse("admin:ledger-calendar"),
            }
        shelves = [(name, [models.pop(key) for key in keys if key in models]) for name, keys in SHELVES]
        shelves.append((OTHERS, list(models.values())))
        return [shelf(name, entries) for name, entries in shelves if entries]


def shelf(name, models):
    """One group of the index, in the shape of Django's own applications."""
    return {"name": name, "app_label": "shelf", "app_url": "", "has_module_perms": True, "models": models}
