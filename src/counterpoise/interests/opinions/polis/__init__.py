"""The algorithm of Polis as it is published, without its defects: the measure against which the better model is held."""
