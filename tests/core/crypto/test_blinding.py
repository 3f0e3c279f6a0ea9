"""A blind index finds equals, tells nothing else, and survives a change of keys."""

import hashlib
import hmac

from hypothesis import given
from hypothesis import strategies as st

from core import crypto
from core.crypto import Keyring

SEAL, FIRST, SECOND = bytes(range(32)), bytes(range(50, 82)), bytes(range(120, 152))


def ring(*hashes: str, primary: str = "i1") -> Keyring:
    return Keyring("k1", {"k1": SEAL}, primary, {"i1": FIRST, "i2": SECOND}, index_hashes=hashes or ("sha256",))


@given(one=st.text(), other=st.text())
def test_equal_values_and_only_they_have_the_same_index(one: str, other: str) -> None:
    with crypto.using(ring()):
        assert (crypto.blind(one, "id_number") == crypto.blind(other, "id_number")) == (one == other)


def test_it_is_hmac_sha256_of_context_and_value() -> None:
    with crypto.using(ring()):
        expected = hmac.new(FIRST, b"phone\x0019900990001", hashlib.sha256).hexdigest()
        assert crypto.blind("19900990001", "phone") == expected
        assert len(expected) == 64


def test_the_same_value_in_another_context_has_another_index() -> None:
    with crypto.using(ring()):
        assert crypto.blind("19900990001", "phone") != crypto.blind("19900990001", "accounts.sms")


def test_candidates_name_the_present_index_first_and_then_those_of_older_keys() -> None:
    with crypto.using(ring(primary="i1")):
        old = crypto.blind("张三", "name")
    with crypto.using(ring(primary="i2")):
        new = crypto.blind("张三", "name")
        assert new != old
        assert crypto.blind_candidates("张三", "name") == (new, old)


def test_a_city_can_move_from_sha256_to_sm3_without_losing_anybody() -> None:
    with crypto.using(ring("sha256")):
        old = crypto.blind("张三", "name")
    with crypto.using(ring("sm3", "sha256")):
        assert crypto.blind("张三", "name") != old
        assert old in crypto.blind_candidates("张三", "name")
