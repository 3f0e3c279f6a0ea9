"""A city changes a scene while a sheet is open: the sheet goes on with the scene that it began with."""

import shutil
from pathlib import Path

import httpx

from tests.api.conftest import Caller
from tests.services.house import House, running_house

ROOT = Path(__file__).resolve().parents[2]
OLD, NEW = "老年证怎么给您？", "老年证给您送到哪儿？"


def someone(house: House) -> Caller:
    """Signed in, and known by name."""
    person = next(one for one in house.people() if one["id"] == "zhang-guolin")
    caller = Caller(httpx.Client(base_url=house.address, timeout=40), person)
    caller.sign_in()
    caller.verify()
    return caller


def test_a_sheet_goes_on_with_the_scene_it_began_with(tmp_path: Path) -> None:
    city = tmp_path / "city"
    shutil.copytree(ROOT / "city", city)
    env = {"ZB_CITY": str(city)}
    with running_house(data=tmp_path / "data", env=env) as before:
        sheet = someone(before).begin()
        assert OLD in httpx.get(f"{before.address}/api/v1/scenes/senior-card").text
    file = city / "scenes" / "senior-card.yaml"
    file.write_text(file.read_text("utf-8").replace(OLD, NEW), "utf-8")
    with running_house(data=tmp_path / "data", env=env) as after:
        path = f"{after.address}/api/v1/scenes/senior-card"
        today = httpx.get(path)
        assert NEW in today.text
        assert today.json()["version"] != sheet["scene_version"]
        then = httpx.get(path, params={"version": sheet["scene_version"]})
        assert (OLD in then.text, NEW in then.text) == (True, False)
        assert then.json()["version"] == sheet["scene_version"]
        has = {"If-None-Match": then.headers["etag"]}
        assert httpx.get(path, params={"version": sheet["scene_version"]}, headers=has).status_code == 304
        assert httpx.get(path, params={"version": today.json()["version"]}).json() == today.json()
        gone = httpx.get(path, params={"version": "0" * 16})
        assert (gone.status_code, gone.json()["code"]) == (404, "scene_version_unknown")
