"""Everything the city can find out, asked side by side: the registries, and the licences the city itself has issued.

A source that is slow or fails leaves its paths unknown; it never stops the others.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence, Set

from core.ports import FactField, Facts, Path, Subject
from registries import Registry

log = logging.getLogger("api.knowledge")
PATIENCE_S = 2.0  # CONTRACT has no limit; a person waits for this answer, and unknown is an answer too


class CityKnowledge:
    """`core.ports.Knowledge` over all sources. Raises, when made: ValueError for a path that two sources claim."""

    def __init__(self, sources: Sequence[Registry], patience: float = PATIENCE_S) -> None:
        self._patience = patience
        self._by_path: dict[Path, Registry] = {}
        self._vocabulary: dict[Path, FactField] = {}
        for source in sources:
            for known in source.fields:
                if known.path in self._by_path:
                    raise ValueError(f"{known.path} is claimed by {self._by_path[known.path].name} and {source.name}")
                self._by_path[known.path] = source
                self._vocabulary[known.path] = known

    def vocabulary(self) -> Mapping[Path, FactField]:
        return self._vocabulary

    async def look_up(self, subject: Subject, paths: Set[Path], purpose: str) -> Facts:
        """All sources at once. A path that nobody knows of is unknown."""
        asked: dict[str, tuple[Registry, set[Path]]] = {}
        for path in paths & self._by_path.keys():
            source = self._by_path[path]
            asked.setdefault(source.name, (source, set()))[1].add(path)
        found = await asyncio.gather(*(self._ask(source, subject, mine, purpose) for source, mine in asked.values()))
        known = {path: fact for facts in found for path, fact in facts.known.items() if path in paths}
        return Facts(known, frozenset(paths) - known.keys())

    async def _ask(self, source: Registry, subject: Subject, paths: Set[Path], purpose: str) -> Facts:
        try:
            async with asyncio.timeout(self._patience):
                return await source.look_up(subject, paths, purpose)
        except TimeoutError:
            log.warning("source_slow", extra={"source": source.name})
        except Exception as error:  # noqa: BLE001  a source's own fault must not cost the person their form
            log.error("source_broken", extra={"source": source.name, "error": type(error).__name__})
        return Facts(unknown=frozenset(paths))
