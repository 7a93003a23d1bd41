"""The command line: ``main`` and one file per verb.

Never imports the site: the verbs that need it start it as a process. The only place, with the site, that writes to a
terminal.
"""
