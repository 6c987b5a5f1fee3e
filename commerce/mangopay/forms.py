from django import forms

from commerce.mangopay.hooks import EVENT_TYPES


class NoticeForm(forms.Form):
    """The query string of a hook, with Mangopay's own spelling."""

    EventType = forms.ChoiceField(choices=[(event_type, event_type) for event_type in EVENT_TYPES])
    RessourceId = forms.RegexField(r"^[\w-]{1,128}$")
    Date = forms.IntegerField(min_value=0, max_value=2**62)
