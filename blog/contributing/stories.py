"""A reader's own stories: drafts in the account, handed in to the editors, handed back with remarks."""

import functools

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from blog.actions import stories
from blog.actions.stories import StoryMoved, StoryRefused
from blog.models.remarks import MAX_REMARK_LENGTH
from blog.origins import has_key

from .forms import one_line, shown
from .people import wait_to_save

MAX_STORY_LENGTH = 60_000
LEAST_WORDS = 100  # of what is handed in
LISTED = 100
KEYLESS = _(
    "Your browser did not send the form’s key back: it may refuse cookies, or you signed in anew meanwhile. Nothing is "
    "lost; send it once more."
)


class StoryForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
        error_messages={"required": _("A story needs a title, if only for now.")},
    )
    standfirst = forms.CharField(
        label=_("In two or three sentences"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("They stand under the title."),
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=MAX_STORY_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 20, "dir": "auto"}),
        help_text=_("An empty line begins a paragraph, ## a heading, - a list; *stress*, [words](address)."),
    )
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, data=None, *, hands_in=False, **kwargs):
        super().__init__(data, auto_id="story-%s", **kwargs)
        self.hands_in = hands_in

    def visible(self):
        return [self["title"], self["standfirst"], self["text"]]

    def clean_title(self):
        return one_line(self.cleaned_data["title"])

    def clean_standfirst(self):
        return one_line(self.cleaned_data["standfirst"])

    def clean_text(self):
        text = shown(self.cleaned_data["text"].replace("\r\n", "\n"))
        if self.hands_in and len(text.split()) < LEAST_WORDS and len(text) < 5 * LEAST_WORDS:
            raise forms.ValidationError(_("This is very short for a story. Save it, and go on when you like."))
        return text

    def clean(self):
        data = super().clean()
        if self.hands_in and "standfirst" in data and not data["standfirst"]:
            self.add_error("standfirst", _("Say in two or three sentences what it is about."))
        return data

    def typed(self):
        return {name: self.cleaned_data[name] for name in ("title", "standfirst", "text")}


@require_safe
@never_cache
@login_required
def story_list(request):
    found = stories.stories_of(request.user).only("kind", "slug", "title", "state", "publish_at", "updated_at")
    return render(request, "contributing/stories.html", {"stories": found[:LISTED]})


def for_writers(view):
    """Readers sign in first; who was signed out while they wrote gets back what they typed."""

    @csrf_exempt  # has_key() asks instead
    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    @functools.wraps(view)
    def kept(request, **named):
        if request.method == "POST" and not request.user.is_authenticated:
            return draw(request, StoryForm(request.POST), status=403)
        return login_required(view)(request, **named)

    return kept


@for_writers
def new(request):
    if request.method != "POST":
        return draw(request, StoryForm())
    return save(request, None)


@for_writers
def story(request, slug):
    """GET: the form, or how it stands while the editors have it. POST: `save`, `submit` or `delete`."""
    post = get_object_or_404(stories.stories_of(request.user), slug=slug)
    if request.method == "POST":
        return delete(request, post) if request.POST.get("verb") == "delete" else save(request, post)
    if not stories.is_unfinished(post):
        return draw(request, None, post)
    return draw(request, form_of(post), post)


def form_of(post):
    initial = {"title": post.title, "standfirst": post.standfirst, "text": stories.text_of(post)}
    return StoryForm(initial={**initial, "seen": stories.version_of(post)})


def save(request, post):
    """What was typed is kept, or comes back with the reason why not."""
    hands_in = request.POST.get("verb") == "submit"
    form = StoryForm(request.POST, hands_in=hands_in)
    if not has_key(request):
        return draw(request, form, post, status=403, refusal=KEYLESS)
    if not form.is_valid():
        return draw(request, form, post, status=422)
    if wait := wait_to_save(request):
        return draw(request, form, post, status=429, wait=wait, refusal=_t("That was a lot in a short time."))
    try:
        post = keep(request, post, form)
        if hands_in:
            stories.hand_in_story(post, by=request.user)
    except StoryRefused as refusal:
        return draw(request, again(form, post), post, status=422, refusal=refusal)
    except StoryMoved:
        post.refresh_from_db()
        refusal = _t("It was changed elsewhere meanwhile. What you typed is here: send it again to keep yours.")
        return draw(request, again(form, post), post, status=409, refusal=refusal)
    messages.success(request, _t("The editors have it now.") if hands_in else _t("Saved."), extra_tags="story:")
    return redirect("blog:story", post.slug)


def keep(request, post, form):
    if post is None:
        return stories.begin_story(request.user, **form.typed())
    post = stories.change_story(post, seen=form.cleaned_data["seen"], **form.typed())
    stories.answer_remarks(post, answers_in(request.POST), by=request.user)
    return post


def again(form, post):
    """The form as it was typed, knowing the story as it is now."""
    seen = stories.version_of(post) if post else ""
    return StoryForm({**form.data.dict(), "seen": seen})


def answers_in(posted):
    """{id of a remark: what was typed as its answer}"""
    typed = {name.removeprefix("answer-"): text for name, text in posted.items() if name.startswith("answer-")}
    kept = {pk: text for pk, text in typed.items() if pk.isdecimal() and len(pk) < 19}
    return {int(pk): shown(text)[:MAX_REMARK_LENGTH] for pk, text in kept.items()}


def delete(request, post):
    if not has_key(request):
        form = form_of(post) if stories.is_unfinished(post) else None
        return draw(request, form, post, status=403, refusal=KEYLESS)
    try:
        stories.delete_story(post)
    except StoryMoved:
        return draw(request, None, post, status=409, refusal=_t("It cannot be deleted any more."))
    messages.success(request, _t("“%(title)s” is deleted.") % {"title": post.title}, extra_tags="story:")
    return redirect("blog:story-list")


def remarks_of(post, typed):
    """The remarks on a story; `typed` stands in them if the form comes back."""
    remarks = list(post.remarks.all())
    for remark in remarks:
        remark.answer = typed.get(remark.pk, remark.answer)
    return remarks


def draw(request, form, post=None, *, status=200, wait=0, refusal=""):
    answers = answers_in(request.POST)
    remarks = remarks_of(post, answers) if post else []
    context = {"form": form, "post": post, "remarks": remarks, "unseen": {} if post else answers, "refusal": refusal}
    context["is_unfinished"] = post is None or stories.is_unfinished(post)
    response = render(request, "contributing/story.html", context, status=status)
    if wait:
        response["Retry-After"] = str(wait)
    return response
