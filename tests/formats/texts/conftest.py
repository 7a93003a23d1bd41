import pytest


@pytest.fixture(autouse=True)
def no_network(socket_disabled: None) -> None:
    """Block every socket: nothing in this room may reach a network."""
