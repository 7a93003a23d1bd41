"""Front door 1: a care user's circle, which its owner opens and closes to each reader.

Stands on ``reviews``; never imports the other door.
"""
