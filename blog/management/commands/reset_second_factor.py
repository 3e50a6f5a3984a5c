from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from blog.actions.people import reset_second_factor


class Command(BaseCommand):
    help = "Forget the second factor of an account whose owner lost it. They are told by mail, and it is logged."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address of the account")

    def handle(self, *, email, **options):
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"There is no account with the address {email}.")
        if not reset_second_factor(user):
            self.stdout.write(f"{user.email} has no second factor. Nothing was changed.")
            return
        self.stdout.write(f"Done: {user.email} signs in without a second factor, and can set up a new one.")
