"""The library's list: what it is searched and narrowed by."""

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.views.main import ChangeList
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from blog.models.pictures import count_uses

SMALL, LARGE = 640, 1920  # pixels across


class PictureChangeList(ChangeList):
    def get_results(self, request):
        super().get_results(request)
        counts = count_uses([picture.pk for picture in self.result_list])
        for picture in self.result_list:
            picture.use_count = counts.get(picture.pk, 0)


class ChoiceFilter(SimpleListFilter):
    """`choices_of`: {value: (name, which pictures)}"""

    choices_of = {}

    def lookups(self, request, model_admin):
        return [(value, name) for value, (name, _which) in self.choices_of.items()]

    def queryset(self, request, queryset):
        _name, which = self.choices_of.get(self.value(), ("", None))
        return which(queryset) if which else queryset


class UseFilter(ChoiceFilter):
    title, parameter_name = _("use"), "use"
    choices_of = {
        "used": (_("used"), lambda pictures: pictures.used()),
        "unused": (_("used nowhere"), lambda pictures: pictures.unused()),
    }


class WordsFilter(ChoiceFilter):
    title, parameter_name = _("words"), "words"
    choices_of = {
        "none": (_("without words"), lambda pictures: pictures.undescribed()),
        "described": (_("described"), lambda pictures: pictures.exclude(alt="")),
        "decorative": (_("decorative"), lambda pictures: pictures.filter(is_decorative=True)),
        "uncredited": (_("without credit"), lambda pictures: pictures.filter(credit="")),
    }


class KindFilter(ChoiceFilter):
    title, parameter_name = _("kind"), "kind"
    choices_of = {
        "jpg": (_("photograph (JPEG)"), lambda pictures: pictures.filter(file__endswith=".jpg")),
        "png": (_("drawing (PNG)"), lambda pictures: pictures.filter(file__endswith=".png")),
        "webp": (_("partly clear (WebP)"), lambda pictures: pictures.filter(file__endswith=".webp")),
    }


class SizeFilter(ChoiceFilter):
    title, parameter_name = _("width"), "width"
    choices_of = {
        "small": (
            format_lazy(_("under {width} pixels"), width=SMALL),
            lambda pictures: pictures.filter(width__lt=SMALL),
        ),
        "medium": (
            format_lazy(_("{least} to {most}"), least=SMALL, most=LARGE - 1),
            lambda pictures: pictures.filter(width__gte=SMALL, width__lt=LARGE),
        ),
        "large": (format_lazy(_("{width} and more"), width=LARGE), lambda pictures: pictures.filter(width__gte=LARGE)),
    }
