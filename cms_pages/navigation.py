def navigation(request):
    """Links of header and footer."""
    return {"navigation": {"header": [], "footer": []}}
