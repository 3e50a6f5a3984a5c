"""Who: one user model for readers, editors and the owner, known by e-mail address."""

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserQuerySet(models.QuerySet):
    def reachable(self):
        """Whom letters may be written to: not to an address whose owner has yet to confirm it."""
        addresses = apps.get_model("account", "EmailAddress").objects.filter(user=OuterRef("pk"), verified=False)
        unconfirmed = addresses.filter(email__iexact=OuterRef("email"))
        return self.filter(~Exists(unconfirmed), is_active=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, email):
        # Addresses differ in case only by accident; the constraint below agrees.
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    class Standing(models.TextChoices):
        UNSAID = "", _("Not said")
        DOES = "does", _("I do this job")
        LEARNS = "learns", _("I am learning it")
        HIRES = "hires", _("I hire for it")

    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=80, blank=True, help_text=_("Shown beside your comments."))
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, blank=True)
    # Since when an editor knows that it is so. Whoever changes theirs is unconfirmed by that.
    standing_confirmed_at = models.DateTimeField(null=True, editable=False)
    is_staff = models.BooleanField(_("may enter the admin"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_unique", violation_error_message=_("This address has an account.")
            ),
        ]

    def __str__(self):
        return self.get_full_name()

    def get_full_name(self):
        """The name shown to others: never the address itself."""
        return self.name.strip() or self.email.partition("@")[0]

    get_short_name = get_full_name

    def is_standing_confirmed(self):
        return bool(self.standing and self.standing_confirmed_at)


def display_name(user):
    """The account library's way to ask for a name."""
    return user.get_full_name()
