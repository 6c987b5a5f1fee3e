"""Each row of the former site becomes one thing here: made once, changed when the export changed, else left alone."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder

from commerce.moving.models import Moved


class Keeper:
    """Rows of one kind. Reads what moved before in one query; writes through `keep`, in the caller's transaction."""

    def __init__(self, kind, report, now):
        self.kind, self.report, self.now = kind, report, now
        self.known = {moved.key: moved for moved in Moved.objects.filter(kind=kind)}

    def target(self, key):
        """The id of what this key became, or None."""
        moved = self.known.get(str(key))
        return moved and moved.target_id

    def keep(self, key, said, *, create, change=None):
        """The id of what the key became. `said` is all that the export says of it.

        `create()` makes it and returns it; `change(id)` writes what is different now. Without `change`, what was made
        stays as it is.
        """
        key, digest = str(key)[:255], digest_of(said)
        moved = self.known.get(key)
        if moved is None:
            target = create()
            self.known[key] = Moved.objects.create(
                kind=self.kind, key=key, target_id=target.pk, digest=digest, moved_at=self.now
            )
            self.report.count(self.kind, "created")
            return target.pk
        if moved.digest == digest or change is None:
            self.report.count(self.kind, "same")
            return moved.target_id
        change(moved.target_id)
        Moved.objects.filter(pk=moved.pk).update(digest=digest, moved_at=self.now)
        self.report.count(self.kind, "changed")
        return moved.target_id


def digest_of(said):
    """By what the same words of an export are known again."""
    text = json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
