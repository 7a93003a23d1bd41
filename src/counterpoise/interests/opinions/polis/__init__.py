"""The algorithm of Polis as it is published, without its defects: the measure for the better model."""
