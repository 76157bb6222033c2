"""Serving the page: the address, the ASGI app, its assets."""
