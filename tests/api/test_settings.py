"""Settings: embedded by default; production says everything that is wrong, at once."""

import base64
import secrets
from pathlib import Path

import pytest
from pydantic import SecretStr

from api.settings import Misconfigured, Settings, pretend_secrets, senders_told_nothing
from notifications.senders import every
from sandbox import DEMO_SECRETS


def key(name: str = "k1") -> SecretStr:
    return SecretStr(f"{name}:{base64.b64encode(secrets.token_bytes(32)).decode()}")


def production(**changed: object) -> Settings:
    good: dict[str, object] = {
        "mode": "production",
        "database": "postgres://zhangban@db/zhangban",
        "redis": "redis://redis:6379/0",
        "address": "https://city.example/",
        "keys": key(),
        "index_keys": key(),
        "callback_secret": SecretStr(secrets.token_hex(16)),
    }
    return Settings.model_validate(good | changed)


def test_without_any_setting_it_is_one_process_on_a_file_with_a_pretend_world(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path).checked()
    assert settings.has_sandbox
    assert settings.worker == "inside"
    assert settings.database_url == f"sqlite:///{tmp_path}/zhangban.sqlite3"
    assert settings.public_address == "http://127.0.0.1:8000"


def test_demo_keys_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    first, second = settings.keyring(), settings.keyring()
    assert first.keys == second.keys
    assert (tmp_path / "demo.key").stat().st_mode & 0o077 == 0


def test_production_with_everything_set_opens() -> None:
    settings = production().checked()
    assert not settings.has_sandbox
    assert settings.public_address == "https://city.example"


def test_production_says_everything_that_is_wrong_at_once() -> None:
    with pytest.raises(Misconfigured) as wrong:
        Settings(mode="production", sandbox=True).checked()
    said = str(wrong.value)
    for name in ("KEYS", "INDEX_KEYS", "SANDBOX", "DATABASE", "REDIS", "ADDRESS", "CALLBACK_SECRET"):
        assert f"ZB_{name}" in said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"callback_secret": SecretStr("sandbox-only-callback-path")}, "ZB_CALLBACK_SECRET"),
        ({"keys": SecretStr("k1:" + base64.b64encode(bytes(32)).decode())}, "ZB_KEYS"),
        ({"keys": SecretStr("demo1:" + base64.b64encode(secrets.token_bytes(32)).decode())}, "demo key"),
        ({"keys": SecretStr("k1:not base64")}, "ZB_KEYS"),
        ({"address": "http://city.example"}, "ZB_ADDRESS"),
        ({"database": "sqlite:///x"}, "ZB_DATABASE"),
        ({"worker": "separate", "redis": ""}, "ZB_WORKER"),
    ],
)
def test_production_refuses(changed: dict[str, object], said: str) -> None:
    with pytest.raises(Misconfigured, match=said):
        production(**changed).checked()


def test_a_separate_worker_cannot_share_a_redis_that_is_inside_one_process() -> None:
    assert any("ZB_WORKER" in problem for problem in Settings(worker="separate").problems())


def test_secrets_never_show_when_settings_are_printed() -> None:
    settings = production()
    shown = f"{settings!r} {settings}"
    for secret in (settings.keys, settings.index_keys, settings.callback_secret):
        assert secret.get_secret_value() not in shown


def test_a_secret_of_the_pretend_world_is_found_wherever_a_plug_in_keeps_it() -> None:
    environment = {"ZB_ALIYUN_SMS_KEY_SECRET": DEMO_SECRETS["aliyun_sms_key_secret"], "ZB_OTHER": "fine", "HOME": "/"}
    assert [problem.split()[0] for problem in pretend_secrets(environment)] == ["ZB_ALIYUN_SMS_KEY_SECRET"]


def test_production_never_prints_what_people_are_told_in_place_of_sending_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZB_CONSOLE_SENDER_ON", "true")
    with pytest.raises(Misconfigured, match=r"console.*switch it off"):
        production().checked()
    Settings().checked()  # a developer may


def test_a_gateway_may_send_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KEY_ID", "KEY_SECRET", "ADDRESS"):
        monkeypatch.setenv(f"ZB_ALIYUN_SMS_{name}", "https://gateway.example/")
    assert senders_told_nothing() == []
    assert [sender.name for sender in every()] == ["aliyun"]


def test_a_key_of_the_pretend_world_is_found_however_it_is_written() -> None:
    key = DEMO_SECRETS["alipay_app_private_key"]
    lines = "\n".join(key[at : at + 64] for at in range(0, len(key), 64))
    pem = "-----{} PRIVATE KEY-----\n{}\n-----{} PRIVATE KEY-----\n".format("BEGIN", lines, "END")
    names = ("wechat_secret", "wechat_app_id", "alipay_public_key")
    told = {f"ZB_{name.upper()}": DEMO_SECRETS[name] for name in names} | {"ZB_A": key, "ZB_B": pem, "ZB_C": "other"}
    found = {problem.split()[0] for problem in pretend_secrets(told)}
    assert found == told.keys() - {"ZB_C"}


def test_a_channel_that_is_half_set_up_stops_the_start_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZB_WECHAT_MINI_APP_ID", "wx0123456789abcdef")
    with pytest.raises(Misconfigured, match="ZB_WECHAT_MINI_SECRET"):
        production().checked()
    monkeypatch.setenv("ZB_WECHAT_MINI_SECRET", "long and random")
    production().checked()
