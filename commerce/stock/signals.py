"""What the journal tells whoever wants to act on a change, in the same transaction."""

from django.dispatch import Signal

#: Sent with `records` (locked, by id, with their new figures) and `rows` (the movements that were written).
moved = Signal()
