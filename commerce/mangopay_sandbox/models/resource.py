"""What every resource of the API has in common."""

from django.db import models

from .. import errors, identifiers


class Resource(models.Model):
    """A row with the API's id, its client, a tag and the time of its creation (unix seconds).

    `details` holds the fields that are only shown, under the names of the API.
    """

    prefix = ""

    id = models.CharField(primary_key=True, max_length=128)
    client_id = models.CharField(max_length=100)
    tag = models.TextField(null=True)
    creation_date = models.BigIntegerField()
    details = models.JSONField(default=dict)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.id

    @classmethod
    def add(cls, client_id: str, prefix: str = "", **fields):
        """Insert a row with a fresh id, now."""
        from .. import clock  # the clock keeps its offset in a table of this package

        instant = clock.instant()
        return cls.objects.create(
            id=identifiers.new(prefix or cls.prefix, instant),
            client_id=client_id,
            creation_date=int(instant),
            **fields,
        )

    @classmethod
    def find(cls, client_id: str, identifier: str, **conditions):
        """Return the client's row or raise the API's 404."""
        row = cls.objects.filter(pk=identifier, client_id=client_id, **conditions).first()
        if row is None:
            raise errors.not_found(identifier)
        return row

    def header(self) -> dict:
        """The fields that every resource shows first."""
        return {"Id": self.id, "Tag": self.tag, "CreationDate": self.creation_date}
