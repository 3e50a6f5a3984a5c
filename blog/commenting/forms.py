"""What a visitor types, into the words of a comment; and what is wrong with it."""

import re
import time

from django import forms
from django.db.models import BigIntegerField, CharField
from django.utils.crypto import constant_time_compare
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_comments.forms import CommentSecurityForm

from accounts.names import check_name, clean_name, is_visible
from blog.markup import html_to_markdown, plain_text, render_comment
from blog.models import Comment, Report
from blog.models.comments import CODE_ALPHABET, CODE_LENGTH, MAX_COMMENT_LENGTH
from blog.models.prepared import Given, Prepared

from .cleaning import clean_text

CODE = re.compile(f"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}")
CLOCKS_APART = 60  # seconds between two machines
NAME_LENGTH = Comment._meta.get_field("user_name").max_length


class CleanedData:
    """Cleans what came in before anything looks at it: no validator, page or database meets a sign nobody can see."""

    cleanings = {}

    def __init__(self, *args, data=None, **kwargs):
        if data is not None:
            data = data.copy()
            for name in self.cleanings.keys() & data.keys():
                data[name] = self.cleanings[name](data[name])
        super().__init__(*args, data=data, **kwargs)


def body_field():
    return forms.CharField(
        label=_("Comment"),
        strip=False,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
        help_text=_(
            "Empty lines part paragraphs. *Emphasis*, `code`, links, lists and > quotes work as in Markdown; "
            "@name tells somebody of the thread."
        ),
        error_messages={"required": _("Write your comment first.")},
    )


def question_field():
    return forms.BooleanField(label=_("It is a question: an answer can be marked"), required=False)


def check_body(body):
    if (over := len(body) - MAX_COMMENT_LENGTH) > 0:
        raise forms.ValidationError(
            ngettext("This is %(over)s character too long.", "This is %(over)s characters too long.", over)
            % {"over": over}
        )
    if not plain_text(render_comment(body)).strip():
        raise forms.ValidationError(_("There is nothing in this that a page can show."))
    return body


class CommentForm(CleanedData, CommentSecurityForm):
    """
    The library's protection (a stamp of time signed for this post, a field only robots fill) around our fields. The
    address names the post, so no row id stands in the form.
    """

    cleanings = {"name": clean_name, "email": clean_name, "reply_to": clean_name, "body": clean_text}
    content_type = None
    object_pk = None

    name = forms.CharField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput({"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": _("Tell us what to call you.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("Never shown. A link goes there, to make sure it is yours."),
        error_messages={
            "required": _("We need an address to send the link to."),
            "invalid": _("This is no whole e-mail address. It should look like name@example.org."),
        },
    )
    body = body_field()
    reply_to = forms.CharField(required=False)
    is_question = question_field()
    follow = forms.BooleanField(label=_("Tell me by e-mail about answers in this thread"), required=False)
    honeypot = forms.CharField(label=_("Leave this empty"), required=False)

    def __init__(self, post, user=None, data=None, **kwargs):
        self.post, self.user = post, user
        super().__init__(post, data=data, auto_id="comment-%s", **kwargs)
        # CSRF protection asks for the form to be fetched first; who speaks the published fields alone may leave
        # these out, but what is sent has to be right.
        self.fields["timestamp"].required = self.fields["security_hash"].required = False
        if user is not None:
            del self.fields["name"], self.fields["email"]

    def generate_security_data(self):
        data = super().generate_security_data()
        return {name: data[name] for name in ("timestamp", "security_hash")}

    def fresh_security_data(self):
        """For the form as it goes out again: a new stamp of time, whatever came in."""
        return self.generate_security_data().items()

    def clean_security_hash(self):
        given = self.cleaned_data["security_hash"]
        stamp = self.data.get("timestamp", "")
        if (given or stamp) and not constant_time_compare(self.initial_security_hash(stamp), given):
            raise forms.ValidationError(_("The form was not ours."))
        return given

    def clean_timestamp(self):
        stamp = self.cleaned_data["timestamp"]
        if stamp is None:
            return None
        if stamp > time.time() + CLOCKS_APART:  # also what is too large for the library to reckon with
            raise forms.ValidationError(_("The form was not ours."))
        return super().clean_timestamp()

    def clean_name(self):
        name = self.cleaned_data["name"]
        if not is_visible(name):
            raise forms.ValidationError(_("Tell us what to call you."))
        check_name(name)
        return name

    def clean_body(self):
        return check_body(self.cleaned_data["body"])

    def clean_reply_to(self):
        code = self.cleaned_data["reply_to"]
        if not code:
            return None
        if (answered := find_answered(self.post, code)) is None:
            raise forms.ValidationError(
                _("The comment you answer is not on this page any more. Send yours again to post it on its own.")
            )
        return answered

    def clean_honeypot(self):
        if self.cleaned_data["honeypot"]:
            raise forms.ValidationError(_("There is a field that only robots fill. Leave it empty."))
        return ""

    def clean(self):
        if self.user is not None:
            self.cleaned_data["name"] = clean_name(self.user.get_full_name())[:NAME_LENGTH]
            self.cleaned_data["email"] = self.user.email
        return self.cleaned_data

    def preview(self):
        """The comment as it would look, or nothing. What else is missing can wait until it is sent."""
        for name in self.errors.keys() - {"body"}:
            del self.errors[name]
        return render_comment(self.cleaned_data["body"]) if "body" in self.cleaned_data else ""

    def general_errors(self):
        """What is wrong with the form rather than with one of the fields a visitor sees."""
        if "timestamp" in self.errors or "security_hash" in self.errors:
            yield _("The form was open for long, or came from elsewhere. Your text is still here: send it once more.")
        for name in ("honeypot", "reply_to"):
            yield from self.errors.get(name, [])

    @cached_property
    def answered(self):
        """The comment this one answers, for showing it above the form: None once it cannot be answered."""
        code = self.data.get("reply_to") if self.is_bound else self.initial.get("reply_to")
        return find_answered(self.post, code)

    def words(self):
        """What actions want of a valid form."""
        names = ("name", "email", "body", "reply_to", "follow", "is_question")
        return {name: self.cleaned_data[name] for name in names} | {"seconds": self.seconds()}

    def seconds(self):
        """Since the form went out, or None where nobody says."""
        stamp = self.cleaned_data["timestamp"]
        return None if stamp is None else max(0, int(time.time()) - stamp)


def find_answered(post, code):
    """The shown comment of a post by its code, or None, whatever was typed for a code."""
    if not code or not CODE.fullmatch(code):
        return None
    return next(iter(shown_comment(post=post.pk, code=code)), None)


@Prepared
def shown_comment():
    shown = Comment.objects.shown().filter(post=Given("post", BigIntegerField()))
    return shown.filter(code=Given("code", CharField()))


class EditForm(CleanedData, forms.Form):
    """Other words for a comment that is there."""

    cleanings = {"body": clean_text}

    body = body_field()
    is_question = question_field()

    def __init__(self, comment, data=None):
        initial = {"body": comment.comment or html_to_markdown(comment.html), "is_question": comment.is_question}
        super().__init__(data=data, initial=initial, auto_id="comment-%s")
        if comment.reply_to_id is not None:
            del self.fields["is_question"]

    def clean_body(self):
        return check_body(self.cleaned_data["body"])

    def preview(self):
        return render_comment(self.cleaned_data["body"])

    def words(self):
        return {"body": self.cleaned_data["body"], "is_question": self.cleaned_data.get("is_question", False)}


class ReportForm(CleanedData, forms.Form):
    cleanings = {"note": clean_text}

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=Report.Reason, required=False, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Anything a moderator should know"), max_length=300, required=False)

    def clean_reason(self):
        return self.cleaned_data["reason"] or Report.Reason.OTHER
