"""The library of pictures on the desk: its list, the form of one, and what becomes of those that nothing shows."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from js_asset import Script

from blog.actions.library import being_written, delete_pictures, save_words
from blog.actions.picture_files import replace_file
from blog.actions.pictures import BadPicture
from blog.models import Picture
from blog.models.pictures import count_earlier, count_uses

from .picture_forms import WORDS, PictureForm, UploadForm
from .picture_list import KindFilter, PictureChangeList, SizeFilter, UseFilter, WordsFilter
from .picture_upload import UploadingAdmin
from .picture_uses import earlier_places_of, places_of

DELETED_AT_ONCE = 300  # a form has a thousand fields at most
# How readers' pages cut a picture: at its tallest on its own page, in lists, on the card of a shared link.
PAGE_CUT, LIST_CUT, CARD_CUT = 58 / 44, 3 / 2, 452 / 630


class PictureAdmin(UploadingAdmin, admin.ModelAdmin):
    form = PictureForm
    change_form_template = "admin/desk/picture.html"
    list_display = ["thumbnail", "name", "facts", "uses", "added"]
    list_display_links = ["name"]
    list_filter = [UseFilter, WordsFilter, KindFilter, SizeFilter, "uploaded_at"]
    list_per_page = 48
    search_fields = ["folded"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    ordering = ["-pk"]
    readonly_fields = ["whole", "crops", "size", "uploaded_by", "uploaded_at"]
    actions = ["delete_unused"]

    class Media:
        css = {"all": ["css/library.css"]}
        js = [Script("js/desk/focal.js", type="module")]

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ["upload", *WORDS]})]
        may_change = self.has_change_permission(request, obj)
        return [
            (None, {"fields": ["whole", *WORDS]}),
            (_("What stays in view where it is cut"), {"fields": ["focal_x", "focal_y", "crops"]}),
            *([(_("Replace it"), {"fields": ["new_file"]})] if may_change else []),
            (_("Origin"), {"fields": ["size", "uploaded_by", "uploaded_at"]}),
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            return type("UploadForm", (UploadForm,), {"user": request.user})
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change:
            return
        if not form.replacement:
            save_words(obj)
            return
        try:
            replace_file(obj, *form.replacement)
            messages.info(request, _("It has a new file. See whether the point that stays in view is right for it."))
        except BadPicture as reason:
            messages.error(request, str(reason))

    def get_changelist(self, request, **kwargs):
        return PictureChangeList

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("renditions")

    def get_search_results(self, request, queryset, search_term):
        return queryset.with_words(search_term), False

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context |= {"places": places_of(obj, request.user), "earlier": earlier_places_of(obj, request.user)}
            context["number_of_uses"] = count_uses([obj.pk]).get(obj.pk, 0)
        return super().render_change_form(request, context, add, change, form_url, obj)

    # Deleting: only what nothing shows

    def get_actions(self, request):
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def get_deleted_objects(self, objs, request):
        """For Django's own page of one picture: what shows it protects it."""
        protected = [self.in_words(picture, place) for picture in objs for place in places_of(picture, request.user)]
        if not protected and kept_of(objs):
            protected = [_("It is used, or being written with, where you may not look.")]
        needed = set() if self.has_delete_permission(request) else {self.opts.verbose_name}
        return [str(picture) for picture in objs], {self.opts.verbose_name_plural: len(objs)}, needed, protected

    def in_words(self, picture, place):
        words = _("%(picture)s: %(place)s of") % {"picture": picture, "place": place.words}
        if not place.address:
            return f"{words} {place.name}"
        return format_html('{} <a href="{}">{}</a>', words, place.address, place.name)

    def delete_model(self, request, picture):
        if not delete_pictures([picture.pk]):
            raise PermissionDenied

    @admin.action(description=gettext_lazy("Delete those used nowhere…"), permissions=["delete"])
    def delete_unused(self, request, queryset):
        """First a page that says what would go and what stays; sent again with `post` it is done."""
        pictures = list(queryset.order_by("-pk")[:DELETED_AT_ONCE])
        kept = kept_of(pictures)
        gone = [picture for picture in pictures if picture.pk not in kept]
        if request.POST.get("post"):
            self.log_deletions(request, Picture.objects.filter(pk__in=[picture.pk for picture in gone]))
            number = delete_pictures([picture.pk for picture in gone])
            said = ngettext("%(number)d picture is gone.", "%(number)d pictures are gone.", number)
            messages.success(request, said % {"number": number})
            return None
        earlier = count_earlier([picture.pk for picture in gone])
        for picture in gone:
            picture.earlier = earlier.get(picture.pk, 0)
        return self.draw(
            request,
            "delete_pictures",
            _("Delete pictures"),
            gone=gone,
            kept=[picture for picture in pictures if picture.pk in kept],
            is_cut=len(pictures) == DELETED_AT_ONCE,
            most=DELETED_AT_ONCE,
            action_checkbox_name=ACTION_CHECKBOX_NAME,
        )

    # Drawing

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, picture):
        return format_html('<img class="thumbnail" src="{}" alt="" loading="lazy">', picture.thumbnail().url)

    @admin.display(description=gettext_lazy("what it shows"), ordering="folded")
    def name(self, picture):
        return str(picture)

    @admin.display(description=gettext_lazy("size"), ordering="width")
    def facts(self, picture):
        words = (
            "" if picture.is_described() else format_html('<span class="state state-empty">{}</span>', _("no words"))
        )
        kind = picture.file.name.rpartition(".")[2].upper()
        return format_html("{} × {} {} {}", picture.width, picture.height, kind, words)

    @admin.display(description=gettext_lazy("used"))
    def uses(self, picture):
        if not picture.use_count:
            return format_html('<span class="state">{}</span>', _("used nowhere"))
        said = ngettext("in one place", "in %(number)d places", picture.use_count)
        return said % {"number": picture.use_count}

    @admin.display(description=gettext_lazy("added"), ordering="uploaded_at")
    def added(self, picture):
        return date_format(timezone.localtime(picture.uploaded_at), _("j M Y"))

    @admin.display(description=gettext_lazy("picture"))
    def whole(self, picture):
        return format_html('<img class="whole" src="{}" alt="{}">', picture.file.url, picture.alt)

    @admin.display(description=gettext_lazy("how it is cut"))
    def crops(self, picture):
        cuts = [
            (_("at the head of its page"), max(PAGE_CUT, picture.width / max(picture.height, 1))),
            (_("on the front page and in lists"), LIST_CUT),
            (_("on the card of a shared link"), CARD_CUT),
        ]
        context = {
            "picture": picture,
            "cuts": [
                (name, f"{ratio:.4f}") for name, ratio in cuts
            ],  # the point is the style sheet's, not a language's
            "across": round(picture.focal_x * 100),
            "down": round(picture.focal_y * 100),
        }
        return render_to_string("admin/desk/picture_crops.html", context)

    @admin.display(description=gettext_lazy("size"))
    def size(self, picture):
        try:
            weight = filesizeformat(picture.file.size)
        except OSError:
            weight = _("its file is lost")
        return f"{picture.width} × {picture.height}, {weight}, {picture.file_name}"


def kept_of(pictures):
    """The numbers of those that something shows, or that somebody is writing with."""
    pks = {picture.pk for picture in pictures}
    return set(count_uses(pks)) | (being_written() & pks)
