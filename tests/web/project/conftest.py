"""One loaded site, from which tests that break sites take copies."""

from __future__ import annotations

import pytest

from tests.web.project.sites import Site, loaded


@pytest.fixture(scope="session")
def first_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site with the illustrations; tests copy it, and leave it as it is."""
    return loaded(tmp_path_factory.mktemp("first") / "data")
