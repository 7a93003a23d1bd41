"""Whose words, which themes, and how a text positions people: ``counterpoise.expertise.voices`` with pages.

It stands on the rooms, whose contributions and themes it reads, and below the decisions, whose pages show its figures.
All of it is worked out from what the person who looks may read, and says where there is too little to say anything.
"""
