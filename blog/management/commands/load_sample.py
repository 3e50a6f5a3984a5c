from django.core.management.base import BaseCommand, CommandError

from blog.moving.sample import load_sample


class Command(BaseCommand):
    help = "Brings in the sample content: a month of roles, three essays, some comments, two pages."

    def handle(self, *args, **options):
        try:
            number = load_sample()
        except ValueError as error:
            raise CommandError(f"The sample could not be brought in; nothing was changed.\n{error}") from error
        if number:
            self.stdout.write(self.style.SUCCESS(f"Brought in {number} posts."))
        else:
            self.stdout.write("The sample is there already.")
