"""What moderators have settled once: words, addresses, domains and networks whose comments wait, or do not come in."""

import ipaddress

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .words import folded

# Wider than this nearly everybody is in it: a slip of the finger would close the site.
WIDEST = {4: 8, 6: 16}


class Rule(models.Model):
    class Kind(models.TextChoices):
        WORD = "word", _("word")
        ADDRESS = "address", _("e-mail address")
        DOMAIN = "domain", _("e-mail domain")
        NETWORK = "network", _("network")

    class Effect(models.TextChoices):
        HOLD = "hold", _("waits for a moderator")
        REFUSE = "refuse", _("is refused")
        TRUST = "trust", _("never waits")

    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.WORD)
    pattern = models.CharField(
        _("what"),
        max_length=254,
        help_text=_(
            "A whole word or several, in any case; an address; a domain, with those below it; or a network "
            "like 203.0.113.0/24."
        ),
    )
    effect = models.CharField(_("a comment with it"), max_length=6, choices=Effect, default=Effect.HOLD)
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("For the moderators alone."))
    made_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("rule for comments")
        verbose_name_plural = _("rules for comments")
        ordering = ["kind", "pattern"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "pattern"], name="rule_once", violation_error_message=_("There is a rule for it.")
            ),
            models.CheckConstraint(condition=~Q(pattern=""), name="rule_is_not_empty"),
            models.CheckConstraint(condition=Q(kind__in=["word", "address", "domain", "network"]), name="rule_kind"),
            models.CheckConstraint(condition=Q(effect__in=["hold", "refuse", "trust"]), name="rule_effect"),
            models.CheckConstraint(
                condition=Q(kind="address") | ~Q(effect="trust"),
                name="rule_trusts_addresses_alone",
                violation_error_message=_("Only an address can be trusted: it was confirmed, the rest is not."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.pattern}"

    def clean(self):
        try:
            self.pattern = FORMS[self.kind](self.pattern)
        except KeyError:
            return  # an unknown kind is wrong by itself
        except ValidationError as wrong:
            raise ValidationError({"pattern": wrong.messages}) from wrong

    def save(self, *args, **kwargs):
        self.clean()
        super().save(*args, **kwargs)


def word(text):
    text = folded(text)
    if not any(sign.isalnum() for sign in text):
        raise ValidationError(_("A word has letters or digits."))
    return text


def address(text):
    text = text.strip()
    validate_email(text)
    return text.casefold()


def domain(text):
    text = text.strip().casefold().lstrip("@.")
    try:
        validate_email(f"somebody@{text}")
    except ValidationError as wrong:
        raise ValidationError(_("A domain looks like example.org.")) from wrong
    return text


def network(text):
    try:
        found = ipaddress.ip_network(text.strip(), strict=False)
    except ValueError as wrong:
        raise ValidationError(_("A network looks like 203.0.113.0/24 or 2001:db8::/32.")) from wrong
    if found.prefixlen < WIDEST[found.version]:
        raise ValidationError(_("That is nearly everybody. Take a narrower network."))
    return str(found)


FORMS = {Rule.Kind.WORD: word, Rule.Kind.ADDRESS: address, Rule.Kind.DOMAIN: domain, Rule.Kind.NETWORK: network}
