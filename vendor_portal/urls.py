app_name = "vendor_portal"
urlpatterns = []
