"""Where keys come from, and which are refused."""

import base64
import secrets
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core import crypto
from core.crypto import Keyring


def encoded(key: bytes) -> str:
    return base64.b64encode(key).decode()


def fresh() -> bytes:
    return secrets.token_bytes(32)


def test_keys_are_read_from_settings_in_their_order() -> None:
    new, old = fresh(), fresh()
    keys = crypto.keys_from(f"k2:{encoded(new)}, k1:{encoded(old)}")
    assert list(keys.items()) == [("k2", new), ("k1", old)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no key"),
        ("abc", "id:base64"),
        ("k1:!!!", "not base64"),
        ("k1:" + encoded(b"short"), "5 bytes"),
        (f"k1:{encoded(bytes(range(32)))},k1:{encoded(bytes(range(32)))}", "twice"),
    ],
)
def test_broken_settings_say_what_is_wrong_and_never_the_key(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says) as refused:
        crypto.keys_from(text)
    assert encoded(b"short") not in str(refused.value)


@pytest.mark.parametrize(
    "broken",
    [
        lambda: Keyring("gone", {"k1": fresh()}, "i1", {"i1": fresh()}),
        lambda: Keyring("k1", {"k1": fresh()}, "gone", {"i1": fresh()}),
        lambda: Keyring("k1", {"k1": b"short"}, "i1", {"i1": fresh()}),
        lambda: Keyring("K 1", {"K 1": fresh()}, "i1", {"i1": fresh()}),
        lambda: Keyring("k1", {"k1": fresh()}, "i1", {"i1": fresh()}, cipher="des"),
        lambda: Keyring("k1", {"k1": fresh()}, "i1", {"i1": fresh()}, index_hashes=()),
    ],
)
def test_a_keyring_that_could_not_work_is_refused_at_once(broken: object) -> None:
    with pytest.raises(ValueError, match=r"key|cipher"):
        broken()  # type: ignore[operator]  # each entry of the table is a call


def test_a_keyring_prints_ids_and_no_key() -> None:
    key = fresh()
    shown = repr(Keyring("k1", {"k1": key}, "i1", {"i1": fresh()}))
    assert "k1" in shown
    assert repr(key) not in shown
    assert key.hex() not in shown


def test_good_keys_pass() -> None:
    crypto.refuse_weak(Keyring("k1", {"k1": fresh()}, "i1", {"i1": fresh()}))


def test_all_weak_keys_are_refused_at_once() -> None:
    text, counting, same = b"correct horse battery staple 123"[:32], bytes(range(32)), fresh()
    ring = Keyring("text", {"text": text, "zero": bytes(32), "count": counting, "a": same}, "b", {"b": same})
    with pytest.raises(ValueError, match="must not guard") as refused:
        crypto.refuse_weak(ring)
    words = str(refused.value)
    for said in ("key text: is readable", "key zero: repeats", "key count: counts", "two keys are the same"):
        assert said in words


def test_the_demo_keyring_lasts_and_is_refused_in_production(tmp_path: Path) -> None:
    place = tmp_path / "new" / "demo.key"
    ring = crypto.demo_keyring(place)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    with crypto.using(ring):
        blob, index = crypto.seal("张三", "citizens.name"), crypto.blind("张三", "name")
    with crypto.using(crypto.demo_keyring(place)):
        assert crypto.open_text(blob, "citizens.name") == "张三"
        assert crypto.blind("张三", "name") == index
    with pytest.raises(ValueError, match="demo key"):
        crypto.refuse_weak(ring)


def test_two_first_starts_at_once_agree_on_the_demo_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        rings = list(threads.map(lambda _: crypto.demo_keyring(tmp_path / "demo.key"), range(8)))
    assert len({ring.keys["demo1"] for ring in rings}) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["demo.key"]


def test_a_damaged_demo_key_is_never_replaced_silently(tmp_path: Path) -> None:
    (tmp_path / "demo.key").write_text("nonsense")
    with pytest.raises(ValueError, match="not a key file"):
        crypto.demo_keyring(tmp_path / "demo.key")
