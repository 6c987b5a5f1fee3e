"""Oscar's own settings: which apps stand in for its own, and what differs from its defaults."""

from django.urls import reverse_lazy

OSCAR_APPS = [
    "commerce.shop.ShopConfig",
    "commerce.analytics.apps.AnalyticsConfig",
    "commerce.checkout.apps.CheckoutConfig",
    "commerce.address.apps.AddressConfig",
    "commerce.shipping.apps.ShippingConfig",
    "commerce.catalogue.apps.CatalogueConfig",
    "commerce.catalogue.reviews.apps.CatalogueReviewsConfig",
    "commerce.communication.apps.CommunicationConfig",
    "commerce.partner.apps.PartnerConfig",
    "commerce.basket.apps.BasketConfig",
    "commerce.payment.apps.PaymentConfig",
    "commerce.offer.apps.OfferConfig",
    "commerce.order.apps.OrderConfig",
    "commerce.customer.apps.CustomerConfig",
    "commerce.search.apps.SearchConfig",
    "commerce.voucher.apps.VoucherConfig",
    "commerce.wishlists.apps.WishlistsConfig",
    "commerce.dashboard.apps.DashboardConfig",
    "oscar.apps.dashboard.reports.apps.ReportsDashboardConfig",
    "oscar.apps.dashboard.users.apps.UsersDashboardConfig",
    "commerce.dashboard.orders.apps.OrdersDashboardConfig",
    "commerce.dashboard.catalogue.apps.CatalogueDashboardConfig",
    "commerce.dashboard.offers.apps.OffersDashboardConfig",
    "commerce.dashboard.partners.apps.PartnersDashboardConfig",
    "oscar.apps.dashboard.pages.apps.PagesDashboardConfig",
    "oscar.apps.dashboard.ranges.apps.RangesDashboardConfig",
    "oscar.apps.dashboard.reviews.apps.ReviewsDashboardConfig",
    "commerce.dashboard.vouchers.apps.VouchersDashboardConfig",
    "oscar.apps.dashboard.communications.apps.CommunicationsDashboardConfig",
    "oscar.apps.dashboard.shipping.apps.ShippingDashboardConfig",
    "widget_tweaks",
    "haystack",
    "treebeard",
    "django_tables2",
]

OSCAR_SHOP_NAME = "MonQuibus"
OSCAR_HOMEPAGE = "/"
OSCAR_DEFAULT_CURRENCY = "EUR"
OSCAR_OFFERS_INCL_TAX = True
OSCAR_URL_SCHEMA = "https"
OSCAR_ALLOW_ANON_CHECKOUT = True
OSCAR_ALLOW_GUEST_CHECKOUT_WITH_ACCOUNT = True
OSCAR_ALLOW_ANON_REVIEWS = False
OSCAR_MODERATE_REVIEWS = True
OSCAR_SEND_REGISTRATION_EMAIL = False
OSCAR_SAVE_SENT_EMAILS_TO_DB = False
OSCAR_EAGER_ALERTS = False
OSCAR_MAX_BASKET_QUANTITY_THRESHOLD = 500
OSCAR_PRODUCTS_PER_PAGE = 24
OSCAR_ACCOUNTS_REDIRECT_URL = reverse_lazy("customer:summary")
OSCAR_REQUIRED_ADDRESS_FIELDS = ("first_name", "last_name", "line1", "line4", "postcode", "country")
OSCAR_THUMBNAILER = "commerce.catalogue.thumbnails.RenditionThumbnails"
OSCAR_DELETE_IMAGE_FILES = False
OSCAR_HIDDEN_FEATURES = ["reviews", "wishlists"]
