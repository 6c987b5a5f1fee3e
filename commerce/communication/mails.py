"""The only door for mail: decided with the data in one transaction, sent once by the task cluster."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_q.tasks import async_task

from commerce.communication.models import Mail


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
    """Hand a decided mail to the mail server. Its Message-ID is its identity, so a repeat is recognisable."""
    if mail.sent_at:
        return
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[mail.recipient],
        headers={"Message-ID": f"<mail-{mail.pk}@monquibus.example>"},
    )
    message.attach_alternative(mail.html, "text/html")
    message.send()
    mail.sent_at = now or timezone.now()
    mail.save(update_fields=["sent_at"])
