"""The two levels of the paper, care trajectory and collective governance, and the spaces within them.

Holds who may read and write where, who counts at each level, and what is confidential. Stands on the record alone;
all four rooms stand on it.
"""
