"""What is drawn here takes longer on a busy machine; that says nothing about the code."""

from hypothesis import settings

settings.register_profile("opinions", deadline=None)
settings.load_profile("opinions")
