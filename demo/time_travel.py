import time_machine


class Moment(time_machine.travel):
    """Lives at a moment (aware), with time going on from there, and hands the moment over."""

    def __init__(self, moment):
        super().__init__(moment, tick=True)
        self.moment = moment

    def __enter__(self):
        super().__enter__()
        return self.moment
