"""Files for an application: believed by content, sealed on disk, seen by their owner only."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.api.conftest import Caller, picture
from tests.services.house import House

As = Callable[[str], Caller]
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def she(as_person: As) -> Caller:
    return as_person("tang-yulan")


def test_a_file_is_given_seen_again_and_taken_away(she: Caller) -> None:
    sheet, content = she.begin(), picture()
    given = she.upload(sheet["id"], content, name="C:\\照片\\我 <b>.exe").json()
    assert given["name"] == "我 b.jpg"
    assert given["trust"] == "C"
    assert given["sha256"] == hashlib.sha256(content).hexdigest()
    seen = she.get(f"/uploads/{given['id']}")
    assert seen.content == content
    assert seen.headers["content-type"] == "image/jpeg"
    assert "sandbox" in seen.headers["content-security-policy"]
    assert "no-store" in seen.headers["cache-control"]
    assert she.post(f"/uploads/{given['id']}/remove").status_code == 200
    assert she.get(f"/uploads/{given['id']}").status_code == 404


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file_empty"), (b"<html>", "file_kind"), (picture()[:200], "file_broken"), (b"GIF89a", "file_kind")],
)
def test_a_file_that_lies_is_refused_with_words(she: Caller, content: bytes, code: str) -> None:
    refused = she.upload(she.begin()["id"], content)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["code"] == code


@pytest.mark.parametrize("size", [10 * MEGABYTE + 1, 11 * MEGABYTE, 40 * MEGABYTE])
def test_more_than_ten_megabytes_are_refused_however_they_come(she: Caller, size: int) -> None:
    sheet = she.begin()
    refused = she.upload(sheet["id"], bytes(size))
    assert refused.status_code == 413
    assert refused.json()["code"] in ("too_large", "file_too_large")

    def dripping() -> object:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        for _ in range(size // MEGABYTE + 1):
            yield bytes(MEGABYTE)

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    path = f"/api/v1/applications/{sheet['id']}/uploads"
    assert she.http.post(path, content=dripping(), headers=headers).status_code == 413


def test_a_form_without_its_parts_is_told_what_is_missing(she: Caller) -> None:
    path = f"/api/v1/applications/{she.begin()['id']}/uploads"
    refused = she.http.post(path, data={"nothing": "here"})
    assert {one["field"]: one["code"] for one in refused.json()["errors"]} == {"file": "required", "target": "required"}
    broken = she.http.post(path, content=b"--x\r\n", headers={"Content-Type": "multipart/form-data"})
    assert broken.status_code in (400, 422)


def test_a_target_that_the_scene_does_not_know_is_refused(she: Caller) -> None:
    refused = she.upload(she.begin()["id"], picture(), target="passport")
    assert refused.json()["errors"][0]["code"] == "target_unknown"


def test_two_at_once_are_two_and_the_same_one_twice_is_one(she: Caller) -> None:
    sheet = she.begin()
    with ThreadPoolExecutor(4) as hands:
        two = list(hands.map(lambda size: she.upload(sheet["id"], picture((size, 400))), (300, 310)))
    again = she.upload(sheet["id"], picture((300, 400)))
    ids = {answer.json()["id"] for answer in (*two, again)}
    assert len(ids) == 2


def test_the_same_key_with_another_file_is_refused(she: Caller) -> None:
    sheet = she.begin()
    path, headers = f"/api/v1/applications/{sheet['id']}/uploads", {"Idempotency-Key": "one file"}

    def give(content: bytes) -> int:
        return she.http.post(path, files={"file": content}, data={"target": "photo"}, headers=headers).status_code

    assert [give(picture()), give(picture()), give(picture((10, 10)))] == [201, 201, 409]


def test_on_disk_a_file_is_sealed_and_its_name_says_nothing(she: Caller, hall: House) -> None:
    content = picture((321, 123))
    assert she.upload(she.begin()["id"], content, name="唐玉兰.jpg").status_code == 201
    files = [path for path in (hall.data / "uploads").rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert b"JFIF" not in path.read_bytes()
        assert "唐" not in path.name
        assert path.stat().st_mode & 0o077 == 0


def test_what_was_submitted_can_neither_be_added_to_nor_taken_away(as_person: As) -> None:
    he = as_person("zhou-shouyi")
    sheet = he.begin(pickup="electronic")
    given = he.upload(sheet["id"], picture()).json()
    sheet = he.post(f"/applications/{sheet['id']}/answers", {"answers": {}, "version": sheet["version"]}).json()
    assert he.submit(sheet).status_code == 200
    assert he.upload(sheet["id"], picture((9, 9))).json()["code"] == "not_open"
    assert he.post(f"/uploads/{given['id']}/remove").json()["code"] == "not_open"
