"""Serves the page: the address to listen on, and the ASGI app with its middleware."""
