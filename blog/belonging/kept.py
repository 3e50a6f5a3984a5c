"""Posts one keeps, in lists of one's own."""

from django import forms
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from blog.actions.kept_posts import CannotKeep, keep_post, make_list, remove_list, rename_list, unkeep_post
from blog.models import KeptList, KeptPost, Post
from blog.models.post_queries import LINE_FIELDS

from .acts import own_act, own_form, own_page, own_piece, page_of, public_post
from .read import is_read

MOST_CARDS = 100
NAME_LENGTH = KeptList._meta.get_field("name").max_length


class ListForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the list"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("A list needs a name.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class KeepForm(forms.Form):
    """In which list: one there is, or a new one."""

    kept_list = forms.ModelChoiceField(
        KeptList.objects.none(),
        label=_("List"),
        to_field_name="code",
        required=False,
        empty_label=_("in no list"),
        error_messages={"invalid_choice": _("This list is not there any more.")},
    )
    name = forms.CharField(
        label=_("A new list"),
        max_length=NAME_LENGTH,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, data=None, *, reader, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["kept_list"].queryset = reader.kept_lists.order_by("name")

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def keep(self, reader, post):
        """Raises CannotKeep."""
        name = self.cleaned_data["name"]
        keep_post(reader, post, make_list(reader, name) if name else self.cleaned_data["kept_list"])


@own_form
def post(request, kind, slug):
    """What one can do with a post: keep it here or there, mark it as read."""
    post = public_post(kind, slug)
    kept = KeptPost.objects.filter(reader=request.user, post=post).select_related("kept_list").first()
    sent = request.POST if request.method == "POST" else None
    initial = {"kept_list": kept.kept_list.code if kept and kept.kept_list else ""}
    form = KeepForm(sent, reader=request.user, initial=initial)
    if form.is_valid() and keep(request, form, post):
        return redirect(post_path(post))
    is_followed = request.user.follows.filter(role=post.pk).exists()
    context = {
        "post": post,
        "kept": kept,
        "form": form,
        "is_read": is_read(request.user, post),
        "is_followed": is_followed,
    }
    return render(request, "belonging/post.html", context, status=422 if form.is_bound else 200)


def keep(request, form, post):
    try:
        form.keep(request.user, post)
    except CannotKeep as reason:
        form.add_error(None, str(reason))
        return False
    messages.success(request, _("Kept."))
    return True


@own_act
def unkeep(request, kind, slug):
    post = public_post(kind, slug)
    unkeep_post(request.user, post)
    messages.success(request, _("“%(title)s” is kept no more.") % {"title": post.title})
    return redirect(back_path(request, post))


def post_path(post):
    return reverse("blog:my-post", args=[post.kind, post.slug])


def back_path(request, post):
    """To the list one came from, if it is one's own; else to the post's page on the desk."""
    code = request.POST.get("from", "")
    if code == "all":
        return reverse("blog:kept")
    mine = code and request.user.kept_lists.filter(code=code).first()
    return mine.get_absolute_url() if mine else post_path(post)


@own_piece
def piece(request, kind, slug):
    """What a post's page says."""
    post = public_post(kind, slug)
    context = {"post": post, "is_kept": KeptPost.objects.filter(reader=request.user, post=post).exists()}
    if post.kind == Post.Kind.ROLE:
        context["is_followed"] = request.user.follows.filter(role=post).exists()
    return render(request, "belonging/_post.html", {**context, "is_read": is_read(request.user, post)})


@never_cache
@require_safe
def among(request):
    """JSON. Which posts of a page (`?post=role/one&post=essay/other`) are kept. Empty for a stranger."""
    asked = dict.fromkeys(request.GET.getlist("post")[:MOST_CARDS])
    found = []
    if request.user.is_authenticated and asked:
        slugs = [each.partition("/")[2].replace("\0", "") for each in asked]
        mine = KeptPost.objects.filter(reader=request.user, post__slug__in=slugs).order_by()
        kept = {f"{kind}/{slug}" for kind, slug in mine.values_list("post__kind", "post__slug")}
        found = [each for each in asked if each in kept]
    return JsonResponse({"kept": found, "label": _("Kept")})


@own_page
def kept(request):
    return kept_page(request, request.user.kept_posts.all())


@own_page
def kept_list(request, code):
    here = get_object_or_404(request.user.kept_lists, code=code)
    return kept_page(request, here.posts.all(), here=here)


def kept_page(request, rows, *, here=None, form=None, renaming=None, status=200):
    shown = rows.filter(post__in=Post.objects.published().order_by().values("pk"))
    lines = ("kept_at", "reader", "kept_list__code", "kept_list__name", *(f"post__{name}" for name in LINE_FIELDS))
    rows = shown.select_related("post__category", "post__slot", "kept_list").only(*lines)
    context = {
        "page_obj": page_of(request, rows),
        "lists": list(request.user.kept_lists.with_numbers()),
        "here": here,
        "form": form or ListForm(),
        "renaming": renaming or (ListForm(initial={"name": here.name}, auto_id="rename_%s") if here else None),
    }
    return render(request, "belonging/kept.html", context, status=status)


@own_act
def add_list(request):
    form = ListForm(request.POST)
    if form.is_valid():
        try:
            return redirect(make_list(request.user, form.cleaned_data["name"]))
        except CannotKeep as reason:
            form.add_error(None, str(reason))
    return kept_page(request, request.user.kept_posts.all(), form=form, status=422)


@own_act
def rename(request, code):
    here = get_object_or_404(request.user.kept_lists, code=code)
    form = ListForm(request.POST, auto_id="rename_%s")
    if form.is_valid():
        try:
            rename_list(here, form.cleaned_data["name"])
            return redirect(here)
        except CannotKeep as reason:
            form.add_error("name", str(reason))
    return kept_page(request, here.posts.all(), here=here, renaming=form, status=422)


@own_act
def remove(request, code):
    here = get_object_or_404(request.user.kept_lists, code=code)
    remove_list(here)
    messages.success(request, _("The list “%(name)s” is gone; its posts are still kept.") % {"name": here.name})
    return redirect("blog:kept")
