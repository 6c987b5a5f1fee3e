from django.urls import path

from vendor_portal.views import home, money, orders, products, settings

app_name = "vendor_portal"
urlpatterns = [
    path("", home.HomeView.as_view(), name="home"),
    path("boutique/<int:pk>/", home.ChooseVendorView.as_view(), name="choose-vendor"),
    path("commandes/", orders.OrderListView.as_view(), name="orders"),
    path("commandes/<slug:number>/", orders.OrderDetailView.as_view(), name="order"),
    path("commandes/<slug:number>/expedier/", orders.ShipView.as_view(), name="order-ship"),
    path("commandes/<slug:number>/prete/", orders.MakeReadyView.as_view(), name="order-make-ready"),
    path("commandes/<slug:number>/remettre/", orders.CollectView.as_view(), name="order-collect"),
    path("produits/", products.ProductListView.as_view(), name="products"),
    path("produits/<int:pk>/", products.ProductView.as_view(), name="product"),
    path("produits/<int:pk>/etal/", products.ShelfView.as_view(), name="product-shelf"),
    path("produits/<int:pk>/texte/", products.DescriptionView.as_view(), name="product-description"),
    path("argent/", money.MoneyView.as_view(), name="money"),
    path("argent/releve.csv", money.StatementView.as_view(), name="statement"),
    path("reglages/mode-d-expedition/", settings.DeliverySettingsView.as_view(), name="delivery-settings"),
]
