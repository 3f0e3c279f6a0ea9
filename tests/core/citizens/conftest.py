"""A keyring of the test's own: citizens are kept sealed."""

import pytest

from core import crypto


@pytest.fixture(autouse=True)
def keyring(tmp_path):
    with crypto.using(crypto.demo_keyring(tmp_path / "keys")):
        yield
