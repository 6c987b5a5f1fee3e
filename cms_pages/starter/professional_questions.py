"""Everything that craftspeople, shopkeepers and artists ask, in order."""

from cms_pages.starter.joining_questions import IDENTITY, JOINING
from cms_pages.starter.selling_questions import AFTER_THE_SALE, MONEY, PRODUCTS, PROMOTIONS, SHIPPING

PAGE = {
    "slug": "professionnels",
    "title": "Questions des artisans",
    "introduction": "Ouvrir, vendre, expédier, être payé : ce que demandent ceux qui fabriquent.",
}

RUBRICS = (JOINING, IDENTITY, SHIPPING, MONEY, PRODUCTS, PROMOTIONS, AFTER_THE_SALE)
