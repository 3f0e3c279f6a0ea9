"""Two packages, one browser and one house a module; phones for whoever a test is about.

`take("张国林", "weapp")` gives that person with a phone of theirs; when the test is over, whatever went wrong unseen
on any of them fails it. `ZB_PICTURES` names the folder for pictures of the screens.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import or_missing
from tests.e2e.miniprogram_host.host import Host, Platform, chromium, host
from tests.miniprogram.citizen import Citizen
from tests.miniprogram.packages import PLATFORMS, ROOT, package
from tests.services.house import House, running_house
from tests.services.privacy import personal

Take = Callable[..., Citizen]
Hosts = Callable[[Platform], Host]
PICTURES = Path(os.environ.get("ZB_PICTURES") or ROOT / "build" / "miniprogram")


@pytest.fixture(params=PLATFORMS)
def platform(request: pytest.FixtureRequest) -> Platform:
    given: Platform = request.param
    return given


@pytest.fixture(scope="module")
def browser_here() -> Iterator[Browser]:
    with contextlib.ExitStack() as stack:
        with or_missing():
            running = stack.enter_context(chromium())
        yield running


@pytest.fixture(scope="module")
def hosts(browser_here: Browser) -> Iterator[Hosts]:
    """A host a package, once somebody asks for it."""
    with contextlib.ExitStack() as stack:
        running: dict[Platform, Host] = {}

        def of(platform: Platform) -> Host:
            if platform not in running:
                with or_missing():
                    running[platform] = stack.enter_context(host(platform, package(platform), browser=browser_here))
            return running[platform]

        yield of


@pytest.fixture(scope="module")
def city_folder() -> Path:
    """The city of the house; a module may have one of its own."""
    return ROOT / "city"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, city_folder: Path) -> Iterator[House]:
    with quiet_house(tmp_path_factory.mktemp("house") / "data", city_folder) as running:
        yield running


@contextlib.contextmanager
def quiet_house(data: Path, city: Path) -> Iterator[House]:
    """It prints nothing that belongs to a person: looked through when it is over."""
    with running_house(data=data, env={"ZB_CITY": str(city)}) as running:
        yield running
        names = [person["name"] for person in running.people()]
    told = list(personal(running.told(), names))
    assert not told, "the house printed what belongs to a person:\n" + "\n".join(told)


def citizen(hosts: Hosts, house: House, name: str, platform: Platform, **settings: object) -> Citizen:
    """`name` of the pretend people with a phone of their own, set so."""
    person = next(one for one in house.people() if one["name"] == name)
    held = hosts(platform).phone(address=house.address, person=person["id"], **settings)
    flow = "elder" if settings.get("font_scale") else "standard"
    who = (person["id"], name, person["id_number"], person["phone"])
    return Citizen(held, house, platform, *who, pictures=PICTURES / platform / flow)


@pytest.fixture
def take(hosts: Hosts, house: House) -> Iterator[Take]:
    taken: list[Citizen] = []

    def phone_of(name: str, platform: Platform, **settings: object) -> Citizen:
        taken.append(citizen(hosts, house, name, platform, **settings))
        return taken[-1]

    yield phone_of
    problems = [(one.name, one.platform, one.phone.problems()) for one in taken]
    for platform in {one.platform for one in taken}:
        hosts(platform).put_away()
    assert [one for one in problems if one[2]] == []
