from django.core.management.base import BaseCommand

from blog import search


class Command(BaseCommand):
    help = "Makes the search index anew. The old one answers until the new one is whole."

    def handle(self, *args, **options):
        done = search.rebuild(self.report)
        if options["verbosity"]:
            self.stdout.write(self.style.SUCCESS(f"{done} posts read, the new index is in use."))

    def report(self, done, total):
        self.stdout.write(f"{done} of {total} posts", ending="\r" if self.stdout.isatty() else "\n")
        self.stdout.flush()
