import pytest

from commerce.importing.other_shops import plain_text
from commerce.importing.recognising import recognised
from tests.commerce.catalogue.shelves import category
from tests.commerce.importing.files import applied, sent, table
from tests.factories import VendorFactory

ETSY = (
    "TITLE,DESCRIPTION,PRICE,CURRENCY_CODE,QUANTITY,TAGS,MATERIALS,IMAGE1,IMAGE2,"
    "VARIATION 1 TYPE,VARIATION 1 NAME,VARIATION 1 VALUES,SKU"
)
WOO = (
    "ID,Type,SKU,Name,Published,Is featured?,Visibility in catalog,Short description,Description,In stock?,Stock,"
    "Sale price,Regular price,Categories,Images,Parent"
)
WOO_FR = "ID,Type,UGS,Nom,Publié,Description courte,Description,Stock,Tarif promo,Tarif régulier,Catégories,Images"
PRESTA = (
    "Product ID;Active (0/1);Name *;Categories (x,y,z...);Price tax excluded;Reference #;Quantity;Description;"
    "Image URLs (x,y,z...)"
)
PRESTA_GRID = "Product ID;Image;Name;Reference;Category;Price (tax excl.);Price (tax incl.);Quantity;Status;Position"


@pytest.fixture
def vendor(db):
    category("Bols", parent=category("Céramique"))
    return VendorFactory()


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (ETSY, "etsy"),
        (WOO, "woocommerce"),
        (WOO_FR, "woocommerce"),
        (PRESTA, "prestashop"),
        (PRESTA_GRID, "prestashop"),
    ],
)
def test_a_file_is_known_by_its_headings(header, code):
    assert recognised(header.split(";" if ";" in header else ",")).code == code


def test_etsy_gives_drafts_with_pictures_and_says_what_stays_behind(vendor):
    line = '"Bol bleu","Grès.\nÀ la main.",34.50,EUR,3,"bol,bleu",grès,https://i.etsy.test/1.jpg,https://i.etsy.test/2.jpg,Custom,Couleur,"Bleu,Vert",B1'
    row = sent(vendor, table(ETSY, line)).rows.get()
    assert row.kind == "new"
    assert row.values["pictures"] == ["https://i.etsy.test/1.jpg", "https://i.etsy.test/2.jpg"]
    assert (row.values["reference"], row.values["price"], row.values["stock"]) == ("B1", "34.50", 3)
    assert "Bleu,Vert" in row.remarks["variant"]


def test_a_price_in_another_currency_is_no_price(vendor):
    row = sent(vendor, table(ETSY, "Bol,x,34.50,USD,3,,,,,,,,")).rows.get()
    assert "USD" in row.errors["price"]


def test_woocommerce_gives_text_without_markup_and_known_categories(vendor):
    lines = [
        '7,simple,,Bol bleu,1,0,visible,,"<p>Grès &amp; engobe.</p>\\n<ul><li>12 cm</li></ul>",1,4,20,"34,50",'
        '"Céramique > Bols, Soldes",',
        "8,variable,V1,Bague,1,0,visible,,,1,,,,Inconnue,,",
        "9,variation,V1-52,Bague - 52,1,0,visible,,,1,2,,120,,,V1",
        '10,"simple, downloadable",P1,Patron,1,0,visible,,,1,,,5,,,',
    ]
    bowl, ring, size, pattern = sent(vendor, table(WOO, *lines)).rows.all()
    assert (bowl.values["reference"], bowl.values["description"]) == ("wc-7", "Grès & engobe.\n\n12 cm")
    assert [change[2] for change in bowl.changes if change[0] == "category"] == ["Céramique > Bols"]
    assert "promotionnel" in bowl.remarks["price"]
    assert (ring.kind, set(ring.remarks)) == ("new", {"variant", "category"})
    assert (size.kind, pattern.kind) == ("wrong", "wrong")


def test_the_same_export_twice_makes_each_piece_once(vendor):
    for _time in range(2):
        applied(sent(vendor, table(WOO, "7,simple,,Bol bleu,1,0,visible,,,1,4,,34,,,")))
    assert vendor.products.count() == 1


def test_prestashop_prices_without_tax_are_not_taken_for_prices(vendor):
    row = sent(vendor, table(PRESTA, "1;1;Bol;Bols;28,75;B1;4;<p>Grès</p>;")).rows.get()
    assert ("price" in row.values, "hors taxes" in row.remarks["price"]) == (False, True)
    grid = sent(vendor, table(PRESTA_GRID, "1;;Bol;B2;Bols;28,75;34,50;4;1;0")).rows.get()
    assert grid.values["price"] == "34.50"


def test_texts_longer_than_ours_are_cut_and_it_is_said(vendor):
    row = sent(vendor, table(ETSY, f"{'B' * 140},x,3,EUR,1,,,,,,,,")).rows.get()
    assert (len(row.values["title"]), row.kind) == (120, "new")
    assert "120" in row.remarks["title"]


def test_markup_leaves_no_markup():
    assert plain_text("<script>x</script><b>Bol</b><br>bleu &lt;3") == "xBol\nbleu <3"
