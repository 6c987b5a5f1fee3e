import pytest

from commerce.catalogue.stock_words import stock_words


@pytest.mark.parametrize(
    ("available", "label"),
    [(-1, "Épuisé"), (0, "Épuisé"), (1, "Un seul exemplaire"), (2, "Il en reste 2"), (3, "Il en reste 3"), (4, "")],
)
def test_a_shopper_reads_how_few_are_left(available, label):
    assert stock_words(available)[0] == label


def test_goods_of_a_shop_that_does_not_sell_say_so_whatever_their_stock():
    assert stock_words(5, can_sell=False)[0] == "Hors vente en ligne"
