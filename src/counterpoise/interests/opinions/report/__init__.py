"""The map as people and programs read it: text, a page, JSON. A picture never stands alone: a list says the same."""
