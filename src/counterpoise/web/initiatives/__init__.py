"""The spine of the site: initiatives, cycles, rests, meetings, context changes, groups, matters and documents.

What two rooms share lies here or in ``people``; a room never imports another room.
"""
