"""The map as people and programs read it: text, an HTML page, JSON. A picture never stands alone: a list says the same."""
