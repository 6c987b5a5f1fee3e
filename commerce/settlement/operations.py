"""One movement that we ask of Mangopay, and its repair. The rule of every step:

write the intent and commit; call; record the answer and post its journal in one transaction. A crash between any two
is repaired by running the step again: what the earlier attempt made is looked up, and only an attempt that is known
to have made nothing is followed by another one.
"""

from datetime import timedelta
from uuid import UUID, uuid4, uuid5

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from commerce.mangopay.exceptions import Refused
from commerce.mangopay.result_codes import in_words
from commerce.settlement.locks import lock

#: Mangopay forgets an idempotency key after 24 hours; an hour is kept in hand.
KEY_LIFETIME = timedelta(hours=23)

#: Hooks tell of changes; without any, a movement under way is looked at this often.
PATIENCE = timedelta(hours=6)
#: An attempt that failed is followed by another one after this long.
RETRY_DELAY = timedelta(hours=20)


def new_key():
    """An idempotency key that was never used."""
    return str(uuid4())


def key_beside(operation, what):
    """The idempotency key of something that is made for this attempt: always the same one."""
    return str(uuid5(UUID(operation.idempotency_key), what))


class OperationQuerySet(models.QuerySet):
    def open(self):
        """Neither succeeded nor failed: somebody has to look or to try again."""
        return self.exclude(state__in=[Operation.State.SUCCEEDED, Operation.State.FAILED])

    def to_look_at(self, now):
        """Open ones that no hook told us about for a while. Unanswered ones always."""
        waiting = models.Q(state=Operation.State.CREATED) & models.Q(seen_at__gt=now - PATIENCE)
        return self.open().exclude(waiting)


class Operation(models.Model):
    """The intent of one movement of money, and what became of it. Amounts are cents."""

    class State(models.TextChoices):
        INTENDED = "intended", _("Prévue")
        UNKNOWN = "unknown", _("Demandée, sans réponse")
        CREATED = "created", _("En cours")
        SUCCEEDED = "succeeded", _("Faite")
        FAILED = "failed", _("Échouée")

    business_key = models.CharField(_("clé"), max_length=80, unique=True)
    amount_cents = models.PositiveIntegerField(_("montant, en centimes"))
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.INTENDED, db_index=True)
    idempotency_key = models.CharField(max_length=36, default=new_key, unique=True)
    attempt = models.PositiveSmallIntegerField(_("tentative"), default=1)
    attempted_at = models.DateTimeField(_("tentée le"), null=True, blank=True)
    resource_id = models.CharField(_("identifiant Mangopay"), max_length=128, blank=True, db_index=True)
    result_code = models.CharField(_("code de résultat"), max_length=60, blank=True)
    seen_at = models.DateTimeField(_("regardée le"), null=True, blank=True)
    concluded_at = models.DateTimeField(_("conclue le"), null=True, blank=True)

    #: Where Mangopay keeps this kind of transaction.
    KIND = ""

    #: No page refers to a movement: Wagtail, which shows them, need not write its index at each of their steps.
    wagtail_reference_index_ignore = True

    objects = OperationQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.business_key

    @property
    def tag(self):
        """What Mangopay keeps on the transaction for good: finds an attempt whose key is forgotten."""
        return f"{self.business_key}#{self.attempt}"

    def search(self, desk):
        """The Transaction that carries this operation's tag, or None."""
        return desk.find_by_tag(self.wallet_id, self.tag)

    @property
    def is_final(self):
        """Whether nothing more is expected."""
        return self.state in (self.State.SUCCEEDED, self.State.FAILED)

    def may_retry(self, now):
        """Whether a failed attempt lies far enough back for another one."""
        return self.state == self.State.FAILED and now - self.concluded_at >= RETRY_DELAY

    def wants_attention(self, now):
        """Whether the scheduler should act on it now: the same rule as `to_look_at`, and failures to try again."""
        if self.is_final:
            return self.may_retry(now)
        return self.state != self.State.CREATED or now - self.seen_at >= PATIENCE

    @property
    def explanation(self):
        """Why it failed, in words."""
        return in_words(self.result_code) if self.state == self.State.FAILED else ""

    def note(self, seen, now):
        """Take over what Mangopay says; the caller saves and posts the journal."""
        self.resource_id = seen.id
        self.result_code = seen.result_code
        self.seen_at = now
        if seen.has_succeeded or seen.has_failed:
            self.state = self.State.SUCCEEDED if seen.has_succeeded else self.State.FAILED
            self.concluded_at = now
        else:
            self.state = self.State.CREATED


def carry_out(operation, call, *, desk, now):
    """Have Mangopay do it, unless it has. Returns the Transaction, or None when this attempt was refused.

    `call(key, tag)` asks for it. Raises OutcomeUnknown or Unavailable: run it again later.
    """
    if operation.resource_id:
        return desk.look(operation.KIND, operation.resource_id)
    if made := find_attempt(operation, desk=desk, now=now):
        return made
    _begin(operation, now)
    try:
        return call(operation.idempotency_key, operation.tag)
    except Refused as refusal:
        type(operation).objects.filter(pk=operation.pk, idempotency_key=operation.idempotency_key).update(
            state=Operation.State.FAILED, result_code=refusal.code[:60], concluded_at=now
        )
        operation.refresh_from_db()
        return None


@transaction.atomic
def record(operation, seen, *, now, post):
    """Write what Mangopay says and post the journal with it, by `post(operation)`. Returns the operation as it is now.

    Whoever comes second, or with news of an attempt that was given up, changes nothing.
    """
    current = lock(operation)
    if current.is_final or current.attempt != operation.attempt:
        return current
    current.note(seen, now)
    current.save()
    post(current)
    return current


def advance(operation, ask, *, desk, now, post):
    """Carry an operation on as far as it goes now, a failed one again after a while. Returns it as it is then.

    `ask(key, tag)` is the call, `post(operation)` books what came of it. Raises OutcomeUnknown or Unavailable.
    """
    if operation.may_retry(now):
        renew(operation)
    if operation.is_final:
        return operation
    seen = carry_out(operation, ask, desk=desk, now=now)
    if seen is None:
        post(operation)
        return operation
    return record(operation, seen, now=now, post=post)


def find_attempt(operation, *, desk, now):
    """The Transaction that an earlier attempt without an answer made, or None. By its key, after a day by its tag."""
    if operation.attempted_at is None:
        return None
    if now - operation.attempted_at >= KEY_LIFETIME:
        return operation.search(desk)
    try:
        return desk.response_by_key(operation.idempotency_key)
    except Refused:  # That attempt made nothing, and its key is used up.
        renew(operation)
        return None


def _begin(operation, now):
    """Write, before calling, that somebody calls. A forgotten key is replaced: its attempt is known to be void."""
    if operation.attempted_at and now - operation.attempted_at >= KEY_LIFETIME:
        renew(operation)
    operation.state = Operation.State.UNKNOWN
    operation.attempted_at = operation.attempted_at or now
    operation.save(update_fields=["state", "attempted_at"])


def renew(operation):
    """Prepare another attempt after one that is known to have failed or made nothing. Only one caller wins."""
    fresh = {"idempotency_key": new_key(), "attempt": operation.attempt + 1}
    same_attempt = type(operation).objects.filter(pk=operation.pk, idempotency_key=operation.idempotency_key)
    same_attempt.update(
        state=Operation.State.INTENDED,
        attempted_at=None,
        resource_id="",
        result_code="",
        seen_at=None,
        concluded_at=None,
        **fresh,
    )
    operation.refresh_from_db()


def lift_delay(operation, *, now):
    """A person says that the cause of a failure is gone: the next attempt needn't wait. Changes nothing else."""
    failed = type(operation).objects.filter(pk=operation.pk, state=Operation.State.FAILED)
    failed.filter(concluded_at__gt=now - RETRY_DELAY).update(concluded_at=now - RETRY_DELAY)
    operation.refresh_from_db()
