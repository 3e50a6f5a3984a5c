"""Posts found in a list and changed together: what, how many, before and after, then done or on its way."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.actions.bulk import NONE, Change, Told, affected, may_be, start_change
from blog.models import Author, BulkChange, Category, Post, Tag
from blog.models.snapshots import snapshots_of

from .fields import TagNamesField

SHOWN = 20  # of the posts that change, before and after


class BulkForm(forms.Form):
    add_tags = TagNamesField(label=_("Add tags"), required=False, help_text=_("With commas between them."))
    remove_tags = TagNamesField(label=_("Remove tags"), required=False, help_text=_("With commas between them."))
    category = forms.ChoiceField(label=_("Category"), required=False)
    add_authors = forms.ModelMultipleChoiceField(Author.objects.all(), label=_("Add authors"), required=False)
    remove_authors = forms.ModelMultipleChoiceField(Author.objects.all(), label=_("Remove authors"), required=False)

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        categories = [(str(row.pk), row.name) for row in Category.objects.all()]
        self.fields["category"].choices = [("", _("as it is")), (NONE, _("none")), *categories]
        for name in ("add_tags", "remove_tags"):
            self.fields[name].widget.attrs["class"] = "vTextField"
        if kind == Post.Kind.PAGE:
            for name in ("add_tags", "remove_tags", "add_authors", "remove_authors"):
                del self.fields[name]

    def clean_remove_tags(self):
        names = self.cleaned_data["remove_tags"]
        found = Tag.objects.called_each(names)
        if unknown := [name for name in names if name.casefold() not in found]:
            raise forms.ValidationError(_("There is no tag “%(name)s”."), params={"name": unknown[0]})
        return [tag.pk for tag in found.values()]

    def clean(self):
        super().clean()
        said = {name: self.cleaned_data.get(name) for name in ("add_authors", "remove_authors")}
        if set(said["add_authors"] or ()) & set(said["remove_authors"] or ()):
            raise forms.ValidationError(_("One author cannot be added and removed."))
        if not self.errors and not self.change():
            raise forms.ValidationError(_("Say what is to change."))

    def change(self):
        said = self.cleaned_data
        category = said.get("category") or ""
        return Change(
            add_tags=tuple(said.get("add_tags") or ()),
            remove_tags=tuple(said.get("remove_tags") or ()),
            category=int(category) if category.isdecimal() else category,
            add_authors=tuple(author.pk for author in said.get("add_authors") or ()),
            remove_authors=tuple(author.pk for author in said.get("remove_authors") or ()),
        )


class BulkAdmin:
    """A ModelAdmin of posts of which many are changed at once."""

    actions = ["change_many"]

    def get_urls(self):
        name = f"blog_{self.opts.model_name}_bulk"
        page = self.admin_site.admin_view(self.bulk_progress_view)
        return [path("bulk/<int:pk>/", page, name=name), *super().get_urls()]

    def has_change_many_permission(self, request):
        return self.has_change_permission(request) and request.user.has_perm("blog.edit_all_posts")

    @admin.action(description=_("Change tags, category, authors…"), permissions=["change_many"])
    def change_many(self, request, queryset):
        """Called by the list with what was ticked, or all that was found, and again by the page it shows."""
        posts = self.model.objects.filter(pk__in=queryset.order_by().values("pk"))
        form = BulkForm(request.POST if "_bulk" in request.POST else None, kind=self.kind)
        count = posts.count()
        if not form.is_valid():
            return self.draw_bulk(request, form, count)
        change = form.change()
        changing = posts.filter(affected(change))
        number = changing.count()
        if "_confirm" in request.POST and request.POST.get("_number") == str(number):
            return self.carry_out_bulk(request, changing, change)
        shown = before_and_after(changing.order_by(*self.ordering)[:SHOWN], change)
        is_other = "_confirm" in request.POST
        return self.draw_bulk(request, form, count, is_asked=True, number=number, shown=shown, is_other=is_other)

    def carry_out_bulk(self, request, posts, change):
        bulk = start_change(posts.values_list("pk", flat=True), change, by=request.user)
        if not bulk.finished_at:
            return redirect(f"admin:blog_{self.opts.model_name}_bulk", bulk.pk)
        messages.success(request, told_of(bulk))
        return redirect(request.get_full_path())

    def draw_bulk(self, request, form, count, **context):
        return self.draw_bulk_page(
            request,
            "bulk",
            _t("Change many at once"),
            form=form,
            count=count,
            chosen=request.POST.getlist(ACTION_CHECKBOX_NAME)[: self.list_per_page],
            across=request.POST.get("select_across", "0"),
            back=request.get_full_path(),
            **context,
        )

    def bulk_progress_view(self, request, pk):
        if not self.has_change_many_permission(request):
            raise PermissionDenied
        bulk = BulkChange.objects.filter(pk=pk, by=request.user).first()
        if bulk is None:
            raise Http404
        told = told_of(bulk) if bulk.finished_at else ""
        return self.draw_bulk_page(
            request, "bulk_progress", _t("Changing many at once"), bulk=bulk, number=len(bulk.posts), told=told
        )

    def draw_bulk_page(self, request, template, title, **context):
        request.current_app = self.admin_site.name
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **context}
        return TemplateResponse(request, f"admin/desk/{template}.html", context)


def told_of(bulk):
    said = ngettext("%(number)d post changed.", "%(number)d posts changed.", bulk.changed) % {"number": bulk.changed}
    if bulk.left_alone:
        alone = ngettext(
            "%(number)d was left as it was: it would lack an author, or have too many tags.",
            "%(number)d were left as they were: they would lack an author, or have too many tags.",
            bulk.left_alone,
        )
        said = f"{said} {alone % {'number': bulk.left_alone}}"
    return said


def before_and_after(posts, change):
    """[(post, [(what, before, after)], whether it may become so)]"""
    told = Told(change, is_only_told=True)
    pks = [post.pk for post in posts.only("pk")]
    rows = {post.pk: (post, before, told.after(before)) for post, before in snapshots_of(pks)}
    return [(rows[pk][0], list(differences(*rows[pk][1:])), may_be(*rows[pk])) for pk in pks]


def differences(before, after):
    for label, read in PARTS.items():
        old, new = read(before), read(after)
        if old != new:
            yield label, old or _t("none"), new or _t("none")


PARTS = {
    _("tags"): lambda snapshot: ", ".join(snapshot["tags"]),
    _("category"): lambda snapshot: (snapshot["fields"]["category"] or {}).get("name", ""),
    _("authors"): lambda snapshot: ", ".join(row["author"]["name"] for row in snapshot["rows"]["bylines"]),
}
