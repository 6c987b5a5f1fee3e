"""What a buyer typed on a piece's page and the basket refused: kept until that page is shown again."""

from commerce.basket.forms import AddToBasketForm

#: Fields of the form, and how much of each is kept.
KEPT, LONGEST = ("child_id", "quantity", "personnalisation"), 300


def remember(request, product):
    """Keep what was typed for the next time that this visitor sees the piece."""
    request.session[_key(product)] = {name: request.POST.get(name, "")[:LONGEST] for name in KEPT}


def refused_form(request, product):
    """The form as it was refused, with its errors, once; None where nothing was. No query for that."""
    typed = request.session.pop(_key(product), None)
    return typed and AddToBasketForm(request.basket, product, typed)


def _key(product):
    return f"refused_at_{product.pk}"
