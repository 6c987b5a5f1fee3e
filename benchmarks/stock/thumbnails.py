class Thumbnails:
    """Gives stock Oscar its pictures for free: resizing them is not what is compared."""

    def generate_thumbnail(self, source, **options):
        return source

    def delete_thumbnails(self, source):
        """Nothing was made."""
