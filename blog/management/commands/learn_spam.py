from django.core.management.base import BaseCommand

from blog.actions.spam import learn


class Command(BaseCommand):
    help = "Make anew what the spam filter has learnt, from the newest decisions of moderators."

    def handle(self, **options):
        spam, honest = learn()
        self.stdout.write(f"Learnt from {spam} comments that are spam and {honest} that are not.")
