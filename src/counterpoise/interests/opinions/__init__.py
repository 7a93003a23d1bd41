"""Opinion mapping from statement votes: components, groups, statements, routing and raids.

Serves the room ``interests``; the same votes give the same map in any order and in any number of batches.
"""
