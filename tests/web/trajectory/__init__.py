"""Care paths on the site."""
