from django.core.management.base import BaseCommand

from blog.moving.sample import remove_sample


class Command(BaseCommand):
    help = "Takes the sample content away, and nothing else: what you changed or people commented on stays."

    def handle(self, *args, **options):
        removal = remove_sample()
        for what, why in removal.kept:
            self.stdout.write(f"Stays: {what}, because {why}.")
        self.stdout.write(self.style.SUCCESS(f"Took {removal.posts} posts of the sample away."))
