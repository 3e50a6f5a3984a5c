"""Does the follow-up work until it is stopped: letters, counters, upkeep. bin/serve runs it beside the server."""

from django.core.management.base import BaseCommand

from blog.checks import refuse_bad_settings
from blog.followups import Worker, run_all


class Command(BaseCommand):
    help = "Do the follow-up work (letters, counters, upkeep) until stopped. Several may run at once."
    requires_system_checks = []  # those of the settings are run below; the others cost a process that stays 12 MB

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")

    def handle(self, *, once, **options):
        refuse_bad_settings()
        if once:
            run_all()
            return
        worker = Worker()
        worker.stop_on_signals()
        worker.run()
