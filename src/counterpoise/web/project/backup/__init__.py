"""Verified copies of a whole site: its tables, its files and how far each log had come, in one sealed zip.

`writing` makes a copy while people go on working, `reading` puts one back on an empty machine, with any database.
A copy is refused where a single byte of it was changed. `tables` reads and writes rows in a form that every database
shares, `seal` binds the bytes, `erasing` takes out again what was erased after the copy was made.
"""
