"""A task cluster that runs when it is told to, in this process: the queue is the real one, its pace is ours."""

from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import OrmQ
from django_q.signing import SignedPackage

ROUNDS_MAX = 50


def run_tasks(random, repeated=0.0):
    """Run what is queued, and what that queues, each task at least once. Returns how many failed.

    `repeated` is the share of tasks that run twice, as they may after a cluster's crash. Failed ones stay queued.
    """
    failures = 0
    for _round in range(ROUNDS_MAX):
        queued = list(OrmQ.objects.filter(lock__lte=timezone.now()).order_by("pk"))
        if not queued:
            return failures
        failures = sum(not _run(item, random, repeated) for item in queued)
        if failures == len(queued):
            return failures
    return failures


def _run(item, random, repeated):
    task = SignedPackage.loads(item.payload)
    action = import_string(task["func"]) if isinstance(task["func"], str) else task["func"]
    try:
        for _time in range(2 if random.random() < repeated else 1):
            action(*task["args"], **task.get("kwargs", {}))
    except Exception:
        return False
    OrmQ.objects.filter(pk=item.pk)._raw_delete(item._state.db)  # Nothing refers to a task.
    return True
