"""Kinds of piece for tests, with what they ask."""

from commerce.catalogue.models import ProductAttribute, ProductClass


def kind(name="Textile", **attributes):
    """A kind of piece; `attributes` are {code: fields of ProductAttribute}, named after their code."""
    made = ProductClass.objects.create(name=name, requires_shipping=True, track_stock=True)
    for order, (code, fields) in enumerate(attributes.items()):
        ProductAttribute.objects.create(
            **{
                "product_class": made,
                "code": code,
                "name": code.capitalize(),
                "type": "text",
                "order": order,
                **fields,
            }
        )
    return made


def textile():
    """A kind whose composition is required and adds up to a hundred."""
    return kind(fibres={"required": True, "rule": "composition", "duty": "Règlement (UE) 1007/2011"}, entretien={})


def asking(category, product_class):
    """The category, whose pieces are now of this kind."""
    category.product_class = product_class
    category.save(update_fields=["product_class"])
    return category
