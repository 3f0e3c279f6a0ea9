"""A person by plain HTTP: forms sent with their token, signed in by the code on their pretend phone."""

import re

import httpx

from tests.h5.walking import newest_code
from tests.services.house import House


def token(client: httpx.Client, path: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def asker(served: House) -> httpx.Client:
    return httpx.Client(base_url=served.address, headers={"Accept-Language": "zh-CN"})


def phone_of(served: House, name: str) -> str:
    return next(one["phone"] for one in served.people() if one["name"] == name)


def signed_in(served: House, name: str) -> httpx.Client:
    """`name` of the pretend people, known to be who they are."""
    person = next(one for one in served.people() if one["name"] == name)
    client = asker(served)
    client.post("/sign-in", data={"csrf": token(client, "/sign-in"), "phone": person["phone"]})
    code = newest_code(served.address, person["phone"])
    client.post("/sign-in/code", data={"csrf": token(client, "/sign-in/code"), "code": code})
    known = {"name": name, "id_number": person["id_number"]}
    if client.get("/verify-me").status_code == 200:
        client.post("/verify-me", data={"csrf": token(client, "/verify-me"), **known})
    return client


def begun(client: httpx.Client, slug: str = "senior-card") -> str:
    """A draft of `slug`; its address."""
    answer = client.post(f"/s/{slug}/begin", data={"csrf": token(client, f"/s/{slug}/answer")})
    assert answer.status_code == 303, answer.text
    found = re.match(r"/a/\w+", answer.headers["location"])
    assert found, answer.headers["location"]
    return found[0]
