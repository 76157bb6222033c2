"""ASGI middleware that protects the chat: host check, request filter, sign-in.

A request passes them in this order (`assistant.ui.server.app` puts them together):

1. `host_check`: is the request for this server's name?
2. `security_headers`: adds the headers that keep the page from reaching other hosts.
3. `request_filter`: is it an address, method and body that the chat uses, from its own page?
4. `signin`, with `login_attempts` and `login_sessions`: which user sent it?
5. `session_owners`: does the Gradio session that it names belong to this user?
"""
