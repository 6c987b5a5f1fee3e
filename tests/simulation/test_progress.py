import time
from datetime import timedelta

from simulation import life


def test_a_life_says_after_each_day_how_far_it_has_come(capsys):
    tell = life._progress({"days": 60, "orders": 2000}, time.monotonic() - 12)
    tell(life.FIRST_DAY + timedelta(days=9), 333)
    assert capsys.readouterr().out == "day 10/60: 333/2000 orders, 12 s\n"
