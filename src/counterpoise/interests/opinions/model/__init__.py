"""The better model: every vote has a probability, votes that were not given are not made up, groups are probabilities.

A vote is explained by how readily a person agrees, how agreeable a statement is, and by what both lean to.
"""
