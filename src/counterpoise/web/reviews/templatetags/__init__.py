"""Tags of the pages in which both sides look."""
