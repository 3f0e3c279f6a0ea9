"""What is sealed comes back, and nothing that was touched does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import crypto
from core.crypto import Keyring
from core.crypto.keyring import CipherName

OLD, NEW, INDEX = bytes(range(32)), bytes(range(100, 132)), bytes(range(50, 82))
contexts = st.sampled_from(["citizens.name", "citizens.id_number", "letters.body"])
ciphers = st.sampled_from(["aes-256-gcm", "sm4-gcm"])


def ring(cipher: CipherName = "aes-256-gcm", primary: str = "k1") -> Keyring:
    return Keyring(primary, {"k1": OLD, "k2": NEW}, "i1", {"i1": INDEX}, cipher)


@given(value=st.binary(max_size=300), context=contexts, cipher=ciphers)
def test_bytes_come_back_under_both_ciphers(value: bytes, context: str, cipher: CipherName) -> None:
    with crypto.using(ring(cipher)):
        assert crypto.open_bytes(crypto.seal(value, context), context) == value


@given(value=st.text())
def test_text_comes_back_with_every_character(value: str) -> None:
    with crypto.using(ring()):
        assert crypto.open_text(crypto.seal(value, "citizens.name"), "citizens.name") == value


@given(value=st.dictionaries(st.text(), st.one_of(st.none(), st.booleans(), st.text(), st.integers(-(2**53), 2**53))))
def test_an_object_comes_back_as_it_was(value: dict[str, object]) -> None:
    with crypto.using(ring("sm4-gcm")):
        assert crypto.open_json(crypto.seal(value, "letters.body"), "letters.body") == value


def test_equal_values_never_look_equal() -> None:
    with crypto.using(ring()):
        assert len({crypto.seal("张三", "citizens.name") for _ in range(200)}) == 200


@given(data=st.data(), cipher=ciphers)
@settings(max_examples=300)
def test_one_changed_bit_anywhere_is_noticed(data: st.DataObject, cipher: CipherName) -> None:
    with crypto.using(ring(cipher)):
        blob = bytearray(crypto.seal("11010519491231002X", "citizens.id_number"))
        at = data.draw(st.integers(0, len(blob) * 8 - 1))
        blob[at // 8] ^= 1 << at % 8
        with pytest.raises((crypto.SealBroken, crypto.KeyMissing)):
            crypto.open_bytes(bytes(blob), "citizens.id_number")


@given(cipher=ciphers, kept=st.integers(0, 52))
def test_a_cut_value_is_noticed(cipher: CipherName, kept: int) -> None:
    with crypto.using(ring(cipher)):
        blob = crypto.seal("11010519491231002X", "citizens.id_number")
        with pytest.raises(crypto.SealBroken):
            crypto.open_bytes(blob[: min(kept, len(blob) - 1)], "citizens.id_number")


@given(blob=st.binary(max_size=120))
def test_what_was_never_sealed_does_not_open(blob: bytes) -> None:
    with crypto.using(ring()), pytest.raises((crypto.SealBroken, crypto.KeyMissing)):
        crypto.open_bytes(blob, "citizens.name")


def test_a_value_moved_to_another_column_does_not_open() -> None:
    with crypto.using(ring()), pytest.raises(crypto.SealBroken):
        crypto.open_text(crypto.seal("张三", "citizens.name"), "parties.name")


def test_the_key_id_cannot_be_swapped_for_another() -> None:
    with crypto.using(ring()):
        blob = crypto.seal("张三", "citizens.name")
        with pytest.raises(crypto.SealBroken):
            crypto.open_text(blob.replace(b"k1", b"k2", 1), "citizens.name")


def test_a_memoryview_opens_as_bytes_do() -> None:
    with crypto.using(ring()):
        assert crypto.open_text(memoryview(crypto.seal("张三", "citizens.name")), "citizens.name") == "张三"


def test_old_keys_and_ciphers_still_open_and_reseal_moves_to_the_new() -> None:
    with crypto.using(ring("aes-256-gcm", "k1")):
        old = crypto.seal("张三", "citizens.name")
        assert not crypto.needs_reseal(old)
        assert crypto.reseal(old, "citizens.name") is old
    with crypto.using(ring("sm4-gcm", "k2")):
        assert crypto.open_text(old, "citizens.name") == "张三"
        assert crypto.needs_reseal(old)
        new = crypto.reseal(old, "citizens.name")
        assert (crypto.key_of(old), crypto.key_of(new)) == ("k1", "k2")
        assert not crypto.needs_reseal(new)
    with crypto.using(Keyring("k2", {"k2": NEW}, "i1", {"i1": INDEX})):
        assert crypto.open_text(new, "citizens.name") == "张三"
        with pytest.raises(crypto.KeyMissing, match="k1"):
            crypto.open_text(old, "citizens.name")


def test_nothing_is_sealed_before_there_is_a_keyring() -> None:
    with crypto.using(ring()):
        crypto.use(None)
        with pytest.raises(RuntimeError, match="use"):
            crypto.seal("张三", "citizens.name")


def test_sm4_in_gcm_agrees_with_the_standard_vector() -> None:
    """RFC 8998, appendix A.1."""
    from core.crypto.keyring import _Sm4Gcm

    cipher = _Sm4Gcm(bytes.fromhex("0123456789abcdeffedcba9876543210"))
    plain = bytes.fromhex("aa" * 8 + "bb" * 8 + "cc" * 8 + "dd" * 8 + "ee" * 8 + "ff" * 8 + "ee" * 8 + "aa" * 8)
    bound = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    sealed = cipher.encrypt(bytes.fromhex("00001234567800000000abcd"), plain, bound)
    assert sealed[:16].hex() == "17f399f08c67d5ee19d0dc9969c4bb7d"
    assert sealed[-16:].hex() == "83de3541e4c2b58177e065a9bf7b62ec"
