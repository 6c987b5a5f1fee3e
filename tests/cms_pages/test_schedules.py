import pytest
from django_q.models import Schedule

from cms_pages import schedules


@pytest.mark.django_db
def test_scheduled_pages_are_published_by_the_task_cluster_and_the_schedule_is_written_once():
    for _twice in range(2):
        schedules.install()
    schedule = Schedule.objects.get(name="publish scheduled pages")
    assert schedule.func == "django.core.management.call_command"
    assert schedule.args == "'publish_scheduled'"
