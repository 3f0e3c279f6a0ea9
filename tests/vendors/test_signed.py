"""The signature that registers, tills and offices have in common: by who knows the secret, of this, just now."""

import pytest
from pydantic import SecretStr

from core.ids import new_id
from core.time import now_ms
from vendors.signed import SKEW_MS, is_signed, signature, signed

APP, SECRET, BODY = "city-hall", SecretStr("a secret of two"), b'{"n":1}'


def test_what_was_signed_just_now_is_believed() -> None:
    assert is_signed(APP, SECRET, signed(APP, SECRET, BODY), BODY)


def test_every_call_has_a_nonce_of_its_own() -> None:
    assert len({signed(APP, SECRET, BODY)["x-share-nonce"] for _ in range(100)}) == 100


@pytest.mark.parametrize("name", ["app", "time", "nonce", "sign"])
@pytest.mark.parametrize("other", ["", "0", "9" * 5000, "²", "张"])
def test_no_part_may_be_another_one_or_missing(name: str, other: str) -> None:
    sent = signed(APP, SECRET, BODY)
    assert not is_signed(APP, SECRET, {**sent, f"x-share-{name}": other}, BODY)
    del sent[f"x-share-{name}"]
    assert not is_signed(APP, SECRET, sent, BODY)


def test_another_body_another_secret_and_another_app_are_not_believed() -> None:
    sent = signed(APP, SECRET, BODY)
    assert not is_signed(APP, SECRET, sent, BODY + b" ")
    assert not is_signed(APP, SecretStr("guessed"), sent, BODY)
    assert not is_signed("another", SECRET, sent, BODY)
    assert not is_signed(APP, SECRET, {}, b"")


@pytest.mark.parametrize("time", ["9" * 5000, "²", "-1", ""])
def test_a_well_signed_call_at_no_time_is_not_believed(time: str) -> None:
    assert not is_signed(APP, SECRET, at(time, new_id()), BODY)


@pytest.mark.parametrize("away", [-2 * SKEW_MS, 2 * SKEW_MS])
def test_a_well_signed_call_of_another_time_is_not_believed(away: int) -> None:
    assert not is_signed(APP, SECRET, at(str(now_ms() + away), new_id()), BODY)
    assert is_signed(APP, SECRET, at(str(now_ms() + away // 4), new_id()), BODY)


def test_a_signature_without_a_nonce_could_be_repeated() -> None:
    assert not is_signed(APP, SECRET, at(str(now_ms()), ""), BODY)


def at(time: str, nonce: str) -> dict[str, str]:
    """Signed by who knows the secret, with whatever time and nonce."""
    sign = signature(SECRET.get_secret_value(), APP, time, nonce, BODY)
    return {"x-share-app": APP, "x-share-time": time, "x-share-nonce": nonce, "x-share-sign": sign}
