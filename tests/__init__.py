"""Tests of both wings; folders mirror ``src/counterpoise``, ``journeys`` follows people, ``house`` holds the house."""
