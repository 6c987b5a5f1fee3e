"""What every page of a conversation does, whichever side looks at it: show, write, hand out a file, report.

Views of both sides say who they are (`side`), find the conversation, and draw their own template.
"""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.conversation import reading, reporting
from commerce.conversation.addresses import path_for
from commerce.conversation.exceptions import AlreadyReported, MessageRefused
from commerce.conversation.forms import MessageForm, ReportForm
from commerce.conversation.models import Attachment, Message, Side
from commerce.conversation.opening import is_open_to_contacts
from commerce.conversation.writing import see, write
from commerce.requirements.downloads import download_of


class Room:
    """Showing and writing. Subclasses give `conversation` (None where nobody has written yet), and `begin(now)`."""

    side = Side.BUYER
    conversation = None

    def begin(self, now):
        """The conversation to write in. Raises MessageRefused."""
        return self.conversation

    @property
    def is_open(self):
        """Whether contact data and papers may be exchanged."""
        return is_open_to_contacts(self.conversation)

    def get(self, request, *args, **kwargs):
        shown = self.shown(MessageForm(takes_papers=self.is_open))
        answer = self.show(shown)
        if self.conversation:
            see(self.conversation, self.side, now=timezone.now())
        return answer

    def post(self, request, *args, **kwargs):
        form = MessageForm(request.POST, request.FILES, takes_papers=self.is_open)
        if not form.is_valid():
            return self.show(self.shown(form))
        now = timezone.now()
        if form.is_spam:
            return HttpResponseRedirect(request.path)
        try:
            conversation = self.begin(now)
            write(
                conversation,
                self.side,
                text=form.cleaned_data["text"],
                files=form.cleaned_data["files"],
                author=request.user,
                request_key=form.form_key,
                now=now,
            )
        except MessageRefused as refusal:
            form.add_error(None, str(refusal))
            return self.show(self.shown(form))
        messages.success(request, _("Votre message est parti."))
        return HttpResponseRedirect(path_for(conversation, self.side))

    def shown(self, form):
        """What a template draws: the messages, and the form beneath them."""
        conversation = self.conversation
        return {
            "conversation": conversation,
            "base": path_for(conversation, self.side) if conversation else "",
            "said": reading.seen_by(conversation, self.side) if conversation else [],
            "is_open": self.is_open,
            "can_write": conversation is None or not (conversation.closed_at or conversation.emptied_at),
            "form": form,
        }


class FileRoom:
    """A file of a conversation, for whom `conversation` is."""

    def get(self, request, *args, **kwargs):
        found = Attachment.objects.filter(message__conversation=self.conversation, message__hidden_at=None)
        return download_of(get_object_or_404(found, pk=kwargs["attachment"]))


class ReportRoom:
    """One message of the other side, reported."""

    side = Side.BUYER

    @property
    def message(self):
        """The message; one's own isn't found."""
        theirs = Message.objects.filter(conversation=self.conversation, side=self.side.other, hidden_at=None)
        return get_object_or_404(theirs.select_related("conversation"), pk=self.kwargs["message"])

    def get(self, request, *args, **kwargs):
        return self.show({**self.quoted(self.message), "form": ReportForm()})

    def post(self, request, *args, **kwargs):
        form, message = ReportForm(request.POST), self.message
        if not form.is_valid():
            return self.show({**self.quoted(message), "form": form})
        message.conversation = self.conversation
        try:
            kept = reporting.report(message, self.side, now=timezone.now(), **form.cleaned_data)
        except AlreadyReported:
            return HttpResponseRedirect(path_for(self.conversation, self.side))
        said = _("Votre signalement %(number)s est arrivé : une personne le lit et vous répond.")
        messages.success(request, said % {"number": kept.reference})
        return HttpResponseRedirect(path_for(self.conversation, self.side))

    def quoted(self, message):
        """The message as its reader reads it."""
        is_open = is_open_to_contacts(self.conversation)
        return {
            "conversation": self.conversation,
            "words": reading.text_for(message, is_mine=False, is_open=is_open),
            "back": path_for(self.conversation, self.side),
        }
