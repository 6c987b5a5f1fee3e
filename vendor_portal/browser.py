"""What a bank wants to know of the browser of somebody who pays with a card."""

from allauth.account.adapter import get_adapter
from django import forms
from django.utils.translation import get_language

from commerce.mangopay.cards import Browser

MINUTES_PER_DAY = 24 * 60


class ScreenForm(forms.Form):
    """What a script measured, in hidden fields; empty without one."""

    largeur = forms.IntegerField(min_value=1, max_value=99_999)
    hauteur = forms.IntegerField(min_value=1, max_value=99_999)
    couleurs = forms.IntegerField(min_value=1, max_value=48)
    decalage = forms.IntegerField(min_value=-MINUTES_PER_DAY, max_value=MINUTES_PER_DAY)


def browser_of(request):
    """The Browser that sent this request; odd measures count as none."""
    screen, measured = ScreenForm(request.POST), {}
    if screen.is_valid():
        measured = {
            "runs_scripts": True,
            "screen_width": screen.cleaned_data["largeur"],
            "screen_height": screen.cleaned_data["hauteur"],
            "color_depth": screen.cleaned_data["couleurs"],
            "utc_offset": screen.cleaned_data["decalage"],
        }
    return Browser(
        ip_address=get_adapter().get_client_ip(request),
        accept=request.headers.get("Accept", ""),
        user_agent=request.headers.get("User-Agent", ""),
        language=get_language(),
        **measured,
    )
