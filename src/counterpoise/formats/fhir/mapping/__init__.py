"""What each resource becomes in the record: one row that keeps its words, and the rows that follow from it."""
