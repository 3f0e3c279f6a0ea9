"""The providers that are set up and the city's rules about money, for this process. Set once, when the parts meet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.only import Only
from core.refusals import NotFound
from payments.policy import Policy
from payments.providers import Provider

COUNTER = "counter"  # money taken at a window: nobody to ask, nobody to send a refund to


@dataclass(frozen=True)
class Tills:
    providers: Mapping[str, Provider]
    policy: Policy


tills = Only[Tills]("there is no till yet: payments.tills.open_tills comes first")


def open_tills(providers: Sequence[Provider], policy: Policy) -> None:
    """Only bootstrap and tests call this."""
    tills.use(Tills({provider.name: provider for provider in providers}, policy))


def provider(name: str) -> Provider:
    """Raises: NotFound `provider_unknown`."""
    found = tills().providers.get(name)
    if found is None:
        raise NotFound("provider_unknown")
    return found
