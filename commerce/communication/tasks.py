from commerce.communication import mails
from commerce.communication.models import Mail


def deliver(mail_id):
    mails.deliver(Mail.objects.get(pk=mail_id))
