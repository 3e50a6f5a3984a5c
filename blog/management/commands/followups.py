"""Does the follow-up work until it is stopped: letters, counters, upkeep. bin/serve runs it beside the server."""

from django.core.management.base import BaseCommand

from blog.followups import Worker, run_all


class Command(BaseCommand):
    help = "Do the follow-up work (letters, counters, upkeep) until stopped. Several may run at once."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")

    def handle(self, *, once, **options):
        if once:
            run_all()
            return
        worker = Worker()
        worker.stop_on_signals()
        worker.run()
