from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from blog.actions.people import people_with_lost_codes, reset_second_factor


class Command(BaseCommand):
    help = "Forget the second factor of an account whose owner lost it. They are told by mail, and it is logged."

    def add_arguments(self, parser):
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("email", nargs="?", help="the address of the account")
        whose.add_argument(
            "--unreadable", action="store_true", help="of all whose codes were sealed by a SECRET_KEY that is gone"
        )

    def handle(self, *, email, unreadable, **options):
        for user in people_with_lost_codes() if unreadable else [self.called(email)]:
            self.reset(user)

    def called(self, email):
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"There is no account with the address {email}.")
        return user

    def reset(self, user):
        if not reset_second_factor(user):
            self.stdout.write(f"{user.email} has no second factor. Nothing was changed.")
            return
        self.stdout.write(f"Done: {user.email} signs in without a second factor, and can set up a new one.")
