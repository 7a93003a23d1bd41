"""Rules about the house itself: each rule is held on the house, and is shown to fail on a bad sample."""
