"""The API, one module per family of resources."""
