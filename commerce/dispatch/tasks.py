from commerce.dispatch import labels, tracking


def follow_parcels():
    """Ask carriers about parcels on their way."""
    return tracking.follow_parcels()


def forget_sheets():
    """Erase labels that nobody needs any more."""
    return labels.forget_sheets()
