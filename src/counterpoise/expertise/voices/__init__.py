"""Text: whose words, which themes, how a text positions people, and which claims it makes.

Serves the room ``expertise``; reads text, never a table. Everything works offline, in English and Dutch, and gives the
same answer twice. Nothing here scores persons, guesses feelings, or sums a text up.
"""
