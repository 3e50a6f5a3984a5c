"""Ways into the library: several files at once, one of the rich text editor; then what each shows."""

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from blog.actions.library import save_words
from blog.actions.pictures import BadPicture, store_picture
from blog.models import Picture

from .cover import may_describe
from .picture_forms import LICENCES, WORDS, DescribingForms

MOST_AT_ONCE = 100  # as many files as Django takes in one form
FOUND_AT_ONCE = 24


class UploadingAdmin:
    def get_urls(self):
        own = {"upload": self.upload_view, "find": self.find_view, "describe": self.describe_view}
        pages = [
            path(f"{name}/", self.admin_site.admin_view(view), name=f"blog_picture_{name}")
            for name, view in own.items()
        ]
        return [*pages, *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        """Several files; in the small window of a form elsewhere, one with its words."""
        if IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST:
            return super().add_view(request, form_url, extra_context)
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self.draw_upload(request)
        if request.headers.get("Accept") == "application/json":
            return self.answer_script(request)
        return self.take_several(request)

    # Several

    def take_several(self, request):
        """What can be kept is kept; what cannot is named. Then the words are asked for."""
        stored, refused = [], []
        for file in request.FILES.getlist("upload"):
            try:
                stored.append(self.store(request, file))
            except BadPicture as reason:
                refused.append(f"“{file.name}”: {reason}")
        if not stored:
            return self.draw_upload(request, refused=refused or [_("Choose a picture first.")], status=422)
        for line in refused:
            messages.error(request, line)
        return redirect(describing(stored))

    def answer_script(self, request):
        """One file, sent by script. Answers with what its row shows, or 400 and {error}."""
        try:
            picture = self.store(request, request.FILES.get("upload"))
        except BadPicture as reason:
            return JsonResponse({"error": str(reason)}, status=400)
        words = {name: getattr(picture, name) for name in WORDS}
        facts = {"is_known": picture.is_known, "may_describe": may_describe(request.user, picture)}
        return JsonResponse(told(picture) | words | facts)

    def store(self, request, file):
        if file is None:
            raise BadPicture(_("Choose a picture first."))
        shared = {name: request.POST.get(name, "") for name in ("credit", "licence")}
        started = timezone.now()
        picture = store_picture(file, by=request.user, **shared)
        picture.is_known = picture.uploaded_at < started
        if not picture.is_known:
            self.log_addition(request, picture, [{"added": {}}])
        return picture

    def draw_upload(self, request, *, refused=(), status=200):
        blank = DescribingForms(queryset=Picture.objects.none())
        return self.draw(
            *(request, "upload", _("Add pictures"), status),
            **{"refused": refused, "forms": blank, "most": MOST_AT_ONCE, "typed": request.POST, "licences": LICENCES},
        )

    # Words

    def describe_view(self, request):
        """GET `of`: a form for each of these pictures. POST: all of them, or none with what is wrong."""
        pictures = self.pictures_asked_for(request)
        if request.method != "POST":
            return self.draw_describing(request, DescribingForms(queryset=pictures))
        forms = DescribingForms(request.POST, queryset=pictures)
        if not forms.is_valid():
            return self.draw_describing(request, forms, status=422)
        self.save_all(request, forms)
        return redirect("admin:blog_picture_changelist")

    def pictures_asked_for(self, request):
        """Those that the address or the form names; all of them this person's to describe, or 403."""
        asked = request.POST if request.method == "POST" else request.GET
        names = [name for name in asked if name.startswith("form-") and name.endswith("-id")]
        pks = asked.getlist("of") or [asked[name] for name in names]
        pks = [int(pk) for pk in pks[:MOST_AT_ONCE] if pk.isdecimal() and len(pk) < 19]
        pictures = Picture.objects.filter(pk__in=pks).prefetch_related("renditions").order_by("pk")
        if not pictures or not all(self.may_say(request, picture) for picture in pictures):
            raise PermissionDenied
        return pictures

    def save_all(self, request, forms):
        for form in forms.initial_forms:
            if form.instance.pk and form.has_changed():
                save_words(form.instance, **{name: form.cleaned_data[name] for name in WORDS})
                self.log_change(request, form.instance, [{"changed": {"fields": form.changed_data}}])
        number = len(forms.initial_forms)
        said = ngettext("%(number)d picture is in the library.", "%(number)d pictures are in the library.", number)
        messages.success(request, said % {"number": number})

    def may_say(self, request, picture):
        return self.has_change_permission(request, picture) or may_describe(request.user, picture)

    def draw_describing(self, request, forms, status=200):
        return self.draw(request, "describe", _("Say what they show"), status, forms=forms)

    # For the rich text editor and the covers

    @method_decorator(require_POST)
    def upload_view(self, request):
        """
        A picture from the rich text editor: fields upload and words. Answers with {id, src, width, height, alt,
        caption}, or 400 and {error}.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = self.get_form(request)(request.POST, request.FILES)
        if not form.is_valid():
            return JsonResponse({"error": " ".join(first for first, *_rest in form.errors.values())}, status=400)
        picture = form.instance
        said = {name: request.POST.get(name, "") for name in ("alt", "caption")}
        size = {"id": picture.pk, "src": picture.file.url, "width": picture.width, "height": picture.height}
        return JsonResponse(size | said)

    @method_decorator(require_safe)
    def find_view(self, request):
        """
        Pictures of the library with the words `q`, the newest first, or the one of the number `of`, as JSON:
        {pictures, next: number of the next page}.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = Picture.objects.order_by("-pk").prefetch_related("renditions")
        if "of" in request.GET:
            found = found.filter(pk=number_in(request.GET, "of"))
        else:
            found = found.with_words(request.GET.get("q", ""))
        page = max(1, number_in(request.GET, "page"))
        start = (page - 1) * FOUND_AT_ONCE
        rows = list(found[start : start + FOUND_AT_ONCE + 1])
        following = page + 1 if len(rows) > FOUND_AT_ONCE else None
        return JsonResponse({"pictures": [told(picture) for picture in rows[:FOUND_AT_ONCE]], "next": following})

    def draw(self, request, template, title, status=200, **context):
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **context}
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/desk/{template}.html", context, status=status)


def number_in(asked, name):
    """A small number of an address; 0 for anything else."""
    text = asked.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def told(picture):
    """What a script needs to show a picture and to set it into a text."""
    return {
        "id": picture.pk,
        "name": str(picture),
        "src": picture.file.url,
        "thumbnail": picture.thumbnail().url,
        "width": picture.width,
        "height": picture.height,
        "alt": picture.alt,
        "is_decorative": picture.is_decorative,
        "caption": picture.caption,
    }


def describing(pictures):
    asked = QueryDict(mutable=True)
    asked.setlist("of", [str(picture.pk) for picture in pictures])
    return f"{reverse('admin:blog_picture_describe')}?{asked.urlencode()}"
