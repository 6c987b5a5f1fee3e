"""Somebody's way with one case: drawn when it is first met, kept until it turns."""


class Habits:
    """A habit for each key, drawn by weight."""

    def __init__(self, random, weights):
        self.random, self.weights = random, weights
        self._known = {}

    def of(self, key):
        """This one's habit."""
        if key not in self._known:
            self._known[key] = self.random.choices(list(self.weights), self.weights.values())[0]
        return self._known[key]

    def turn(self, key, habit):
        """From now on this one has another habit."""
        self._known[key] = habit
