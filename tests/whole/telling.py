"""Who has to be told and who has to act: the letters, notices and messages each event wants, worked out by hand."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.whole.law import APPLICANTS_ALONE, ASIDE, LOOKED_AT_BY_RULE, MONEY_BACK, WAYS
from tests.whole.picture import Picture
from tests.whole.slow import History, Row

ONE_FOR_ALL = frozenset({"case_withdrawn", "case_called_off", "confirmation_lapsed"})  # told once for all branches


def letter_of(event: Row, history: History, before: list[Row]) -> str:
    """The letter this event wants; empty: none. `before`: the events of the same moment, before it."""
    kind = event["kind"]
    letter = WAYS[kind].letter if kind in WAYS else ASIDE[kind]
    same = {one["kind"] for one in before}
    if kind == "case_forwarded" and event["actor_kind"] == "house":
        return ""
    if kind in ONE_FOR_ALL and (kind in same or "party_declined" in same):
        return ""
    if kind == "application_submitted":
        return "awaits_party" if history.confirm_by else "submitted"
    if kind == "case_delivering":
        approved = history.cases[event["case_id"]].verdict == "approved"
        gives = history.cases[event["case_id"]].item.gives.licence
        return "licence_ready" if approved and gives else ""
    if kind == "case_closed":
        return "closed" if event["from_state"] == "forwarded" else ""
    if letter in {"accepted", "decided"} and event["case_id"]:
        named = getattr(history.cases[event["case_id"]].item.tells, letter)
        return {"standard": letter, "nothing": ""}[named]
    return letter


def consumers_of(event: Row, letter: str) -> Iterator[str]:
    kind = event["kind"]
    if letter:
        yield "letters"
    if kind in LOOKED_AT_BY_RULE:
        yield "decide"
    if kind in {"case_forwarded", "case_withdrawn", "case_voided"}:
        yield "offices"
    if kind in MONEY_BACK:
        yield "refunds"


def letters_wanted(now: Picture) -> dict[str, str]:
    """Event id: letter."""
    wanted = {}
    for application, events in now.events.items():
        moment: list[Row] = []
        for event in events:
            moment = [one for one in moment if one["at"] == event["at"]]
            letter = letter_of(event, now.histories[application], moment)
            if letter:
                wanted[event["id"]] = letter
            moment.append(event)
    return wanted


def _to_others(now: Picture, wanted: dict[str, str]) -> dict[str, str]:
    """A letter each to who had said yes by then, unless it is the applicant's alone."""
    owners = {row["id"]: row["citizen_id"] for row in now["applications"]}
    found = {}
    for event in now["events"]:
        for party in now["parties"]:
            same = party["application_id"] == event["application_id"] and party["state"] == "confirmed"
            if not same or party["citizen_id"] == owners[event["application_id"]]:
                continue
            if wanted.get(event["id"], "submitted") not in APPLICANTS_ALONE and party["confirmed_at"] <= event["at"]:
                found[f"event:{event['id']}:{party['citizen_id']}"] = wanted[event["id"]]
    return found


def everybody_is_told_once(now: Picture, *, at_rest: bool) -> None:
    """One message for every event and consumer, one notice of law for every event that makes one. At rest: all done,
    one letter each, and one text for each letter that goes to a phone."""
    wanted = letters_wanted(now)
    rows = defaultdict(list)
    for row in now["outbox"]:
        rows[row["event_id"]].append(row["consumer"])
    for event in now["events"]:
        assert sorted(rows.pop(event["id"], [])) == sorted(consumers_of(event, wanted.get(event["id"], ""))), event[
            "kind"
        ]
    assert not rows, "a message about nothing"
    papers = {(row["event_id"], row["kind"]) for row in now["documents"]}
    assert len(papers) == len(now["documents"])
    assert papers == {
        (e["id"], WAYS[e["kind"]].paper) for e in now["events"] if e["kind"] in WAYS and WAYS[e["kind"]].paper
    }
    written = Counter(row["event_key"] for row in now["letters"])
    keys = {f"event:{event}": letter for event, letter in wanted.items()} | _to_others(now, wanted)
    assert written.keys() <= keys.keys()
    assert all(row["kind"] == keys[row["event_key"]] for row in now["letters"])
    if at_rest:
        assert [(row["consumer"], row["topic"], row["last_error"]) for row in now["outbox"] if row["state"] != 1] == []
        assert written == Counter(keys.keys()), "a letter for each"
