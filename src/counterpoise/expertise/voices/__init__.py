"""Text: whose words, which themes, how a text positions people, and which claims it makes.

Serves the room ``expertise``; reads text, never a table.
"""
