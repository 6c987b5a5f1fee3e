"""The only door for mail: decided with the data in one transaction, sent once by the task cluster."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_q.tasks import async_task

from commerce.communication.models import Mail

#: How long a worker that took charge of a mail may need before it counts as dead.
CLAIM_LIFETIME = timedelta(minutes=5)
#: How long the task cluster has to deliver a mail before the scheduler does.
TASK_DELAY = timedelta(minutes=15)


def send(*, event, key, recipient, context):
    """Decide a mail: rendered now from `emails/<event>.{subject.txt,txt,html}`, sent after this transaction commits.

    A second call for the same event, key and person changes nothing. Returns the Mail, or None without a recipient.
    """
    if not recipient:
        return None
    if existing := Mail.objects.filter(event=event, key=key, recipient=recipient).first():
        return existing
    with translation.override(settings.LANGUAGE_CODE):
        context = {**context, "site_url": settings.SITE_URL}
        subject = " ".join(render_to_string(f"emails/{event}.subject.txt", context).split())
        text = render_to_string(f"emails/{event}.txt", context)
        html = render_to_string(f"emails/{event}.html", context)
    mail, created = Mail.objects.get_or_create(
        event=event, key=key, recipient=recipient, defaults={"subject": subject, "text": text, "html": html}
    )
    if created:
        async_task("commerce.communication.tasks.deliver", mail.pk)
    return mail


def deliver(mail, *, now=None):
    """Hand a decided mail to the mail server, unless somebody else has or is about to.

    Raises what the mail server raises; the mail then waits for the next try. Its Message-ID is its identity, so that
    a repeat after a crash is recognisable.
    """
    now = now or timezone.now()
    if not undelivered(now).filter(pk=mail.pk).update(claimed_at=now):
        return
    try:
        _message(mail).send()
    except Exception:
        Mail.objects.filter(pk=mail.pk).update(claimed_at=None)
        raise
    Mail.objects.filter(pk=mail.pk).update(sent_at=now)


def undelivered(now):
    """Mails that nobody has sent, nor taken charge of within the last minutes."""
    abandoned = Q(claimed_at__isnull=True) | Q(claimed_at__lte=now - CLAIM_LIFETIME)
    return Mail.objects.filter(abandoned, sent_at__isnull=True)


def overdue(now):
    """Mails whose task came to nothing: the scheduler delivers them."""
    return undelivered(now).filter(created_at__lte=now - TASK_DELAY)


def _message(mail):
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[mail.recipient],
        headers={"Message-ID": f"<mail-{mail.pk}@monquibus.example>"},
    )
    message.attach_alternative(mail.html, "text/html")
    return message
