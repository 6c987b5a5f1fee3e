"""Schedules of the task cluster, written after each `migrate` by the packages whose work they are."""

from django.db import connections
from django_q.models import Schedule


def write(name, func, *, using, **defaults):
    """Have `func` run as `defaults` say (django-q2's fields), once its table is there. Twice is once."""
    if Schedule._meta.db_table in connections[using].introspection.table_names():
        Schedule.objects.using(using).get_or_create(name=name, defaults={"func": func, **defaults})
