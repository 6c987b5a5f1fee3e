"""A local Mangopay: the part of the API that a marketplace needs, as one small server with its own database."""
