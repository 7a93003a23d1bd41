"""The work behind ``make``: set-up, tests with their services, checks, coverage bars.

No part of the installed software.
"""
