"""Commands that start, load and serve the site."""
