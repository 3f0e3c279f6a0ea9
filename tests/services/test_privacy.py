"""Personal data in a log is seen, and what merely looks long is let be."""

import pytest

from tests.services.privacy import personal


@pytest.mark.parametrize(
    "line",
    [
        '{"event":"sent","to":"19900990001"}',
        "signing in +8619900990001",
        "looked up 990101196006150018 in 0.2 s",
        "id_number=99010119600615001X",
        "Authorization: Bearer q1w2e3r4t5y6u7i8o9p0",
        "你好，钱桂英",
    ],
)
def test_personal_data_in_a_log_is_seen(line: str) -> None:
    found = list(personal(f"started\n{line}\n", names=["钱桂英"]))
    assert len(found) == 1
    assert found[0].startswith("line 2 has")
    assert "19900990001" not in found[0]


@pytest.mark.parametrize(
    "line",
    [
        '{"id":"01k3c19900990001abcdefghjk","at":1795276800000}',
        "sha256 9f19900990001aa0e3",
        "199****0001 and 990101********0018",
        "listening on http://127.0.0.1:19900",
        "2026-11-21T15:01:00.000+08:00",
    ],
)
def test_what_only_looks_long_is_let_be(line: str) -> None:
    assert not list(personal(line, names=["钱桂英", "李"]))
