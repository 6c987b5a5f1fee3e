from csp.decorators import csp_replace
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from commerce.conversation import incoming
from monquibus import component_examples, mailbox

#: A mail carries its styles inside, and may neither run anything nor ask anybody for anything.
MAIL_POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["'self'"],
    "sandbox": ["allow-top-navigation"],
}


def components(request):
    """The living page of the design system, for developers: every component with believable content."""
    return render(request, "components/index.html", component_examples.context())


def sent_mails(request):
    """What a local site sent, newest first."""
    return render(request, "mailbox/list.html", {"mails": mailbox.sent_mails()})


def sent_mail(request, name):
    """One mail, as a reader of plain text gets it; posting is answering it, as a mail program would."""
    mail = _mail_or_404(name)
    outcome = ""
    if request.method == "POST" and mail.reply_to:
        outcome = incoming.take(mailbox.answer_to(mail, request.POST.get("text", "")), now=timezone.now())
    return render(request, "mailbox/mail.html", {"mail": mail, "outcome": outcome})


@csp_replace(MAIL_POLICY)
def sent_mail_html(request, name):
    """The same mail, laid out as its sender wanted."""
    return HttpResponse(_mail_or_404(name).html)


def _mail_or_404(name):
    if mail := mailbox.sent_mail(name):
        return mail
    raise Http404
