from django.core.management.base import BaseCommand, CommandError

from blog.sample.bulk import make_content


class Command(BaseCommand):
    help = "Adds realistic posts and comments in bulk, to see how a large site behaves."

    def add_arguments(self, parser):
        parser.add_argument("--posts", type=int, required=True, help="how many posts to add; one in ten is an essay")
        parser.add_argument("--comments", type=int, default=0, help="how many comments to add below them")
        parser.add_argument("--seed", type=int, default=1, help="the same number gives the same texts (default: 1)")

    def handle(self, *args, posts, comments, seed, **options):
        if posts < 0 or comments < 0:
            raise CommandError("How many? Neither number can be below zero.")
        make_content(posts, comments, seed=seed, on_progress=self.report)
        self.stdout.write(self.style.SUCCESS(f"Added {posts} posts and {comments if posts else 0} comments."))

    def report(self, done, total):
        self.stdout.write(f"{done} of {total} posts", ending="\r" if self.stdout.isatty() else "\n")
        self.stdout.flush()
