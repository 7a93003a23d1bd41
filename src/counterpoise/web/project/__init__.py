"""The settings (one file, from the environment), the addresses, the server's entry, middleware and sign-in.

Stands on top of everything else in the site; also loads the demo.
"""
