"""What search engines are told."""

from tests.factories import ProductFactory


def test_the_sitemap_lists_pages_questions_products_and_workshops_on_display(home, client):
    product = ProductFactory(title="Bol")
    hidden = ProductFactory(title="Caché", is_public=False)
    xml = client.get("/sitemap.xml").content.decode()
    for path in ["/", "/recits/", "/questions/acheteurs/frais-de-retour/"]:
        assert f"<loc>http://testserver{path}</loc>" in xml
    assert f"<loc>http://testserver{product.get_absolute_url()}</loc>" in xml
    assert f"<loc>http://testserver{product.vendor.get_absolute_url()}</loc>" in xml
    assert hidden.get_absolute_url() not in xml


def test_robots_are_kept_out_of_baskets_and_back_offices(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /panier/" in text
    assert "Disallow: /cms/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
