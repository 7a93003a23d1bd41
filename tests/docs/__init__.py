"""Rules about the pages: examples run, links lead somewhere, sentences are short, what is made has not drifted."""
