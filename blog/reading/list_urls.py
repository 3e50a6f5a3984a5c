"""Addresses of lists."""

from django.urls import path, register_converter

from . import archive, comparing, directory, indexes, lists, matching, popular, readers, searching, wishes


class YearConverter:
    regex = "[0-9]{4}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return f"{value:04}"


class MonthConverter(YearConverter):
    regex = "0[1-9]|1[0-2]"

    def to_url(self, value):
        return f"{value:02}"


register_converter(YearConverter, "yyyy")
register_converter(MonthConverter, "mm")

urlpatterns = [
    path("roles/", directory.role_list, name="role-list"),
    path("compare/", comparing.compare, name="compare"),
    path("match/", matching.match, name="match"),
    path("essays/", lists.essay_list, name="essay-list"),
    path("categories/<uslug:slug>/", lists.category, name="category"),
    path("tags/", indexes.tag_list, name="tag-list"),
    path("tags/<uslug:slug>/", lists.tag, name="tag"),
    path("skills/", indexes.skill_list, name="skill-list"),
    path("skills/<uslug:slug>/", lists.skill, name="skill"),
    path("authors/<uslug:slug>/", lists.author, name="author"),
    path("readers/<uslug:slug>/", readers.reader, name="reader"),
    path("archive/", archive.archive, name="archive"),
    path("archive/<yyyy:year>/", archive.archive_year, name="archive-year"),
    path("archive/<yyyy:year>/<mm:month>/", archive.archive_month, name="archive-month"),
    path("popular/", popular.popular, name="popular"),
    path("wishes/", wishes.wish_list, name="wish-list"),
    path("wishes/<wish:code>/", wishes.wish, name="wish"),
    path("search/", searching.search_page, name="search"),
    path("search/suggest/", searching.suggestions, name="search-suggest"),
]
