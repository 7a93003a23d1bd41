"""Front door 2: councils, platforms, municipalities and regions, each at its own table.

Stands on ``reviews``; never imports the other door.
"""
