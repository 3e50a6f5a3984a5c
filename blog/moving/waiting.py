"""Moves that the desk asked for, done beside the server."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from blog.followups import GiveUp
from blog.models import Move

from .moves import move_in

OPEN = (Move.State.WAITING, Move.State.RUNNING)


@task()
def run_move(pk):
    """
    Move in what was uploaded, and delete it. A worker that is killed leaves the row as it is: the task is given to
    another, who goes on where it was.
    """
    move = Move.objects.filter(pk=pk, state__in=OPEN).first()
    if move is None:
        return
    Move.objects.filter(pk=pk).update(state=Move.State.RUNNING, seen_at=timezone.now())
    try:
        move_in(move.upload.path, rehearsal=move.is_rehearsal, by=move.by, move=move, **move.options)
    except Exception as error:
        stop(move, error)
        raise GiveUp from error
    finally:
        move.upload.delete(save=False)
        Move.objects.filter(pk=pk).update(upload="")


def stop(move, error):
    problem = _("An error in the program stopped it: %(error)s. Upload it again to go on; what is in already stays.")
    Move.objects.filter(pk=move.pk).update(
        state=Move.State.REFUSED, problem=problem % {"error": repr(error)[:300]}, finished_at=timezone.now()
    )
