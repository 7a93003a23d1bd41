"""What the templates of this part use."""
