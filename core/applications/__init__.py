"""Applications and their cases: drafts, submission, moves, decisions by rule, and how it looks to its citizen."""

from core.applications.case_views import CaseView
from core.applications.checking import Checked, check
from core.applications.confirming import confirm
from core.applications.correcting import correct
from core.applications.deciding import decide_by_rule
from core.applications.drafts import Draft, Sheet, answer, begin, open_draft, sheet, with_answers
from core.applications.fees import FeeForItem, VisitForItem, fee_of
from core.applications.folding import State
from core.applications.guards import Opinion
from core.applications.history import By
from core.applications.listing import Listed, Listing, listing
from core.applications.moves import Moved, move, withdraw
from core.applications.parties import PartyView
from core.applications.progress import Progress, events_after
from core.applications.submitting import Submitted, submit
from core.applications.timeline import Line
from core.applications.tracking import Tracked, track, track_by_code
from core.applications.versions import current, pinned, publish
from core.applications.views import ApplicationView, one

__all__ = [
    "ApplicationView",
    "By",
    "CaseView",
    "Checked",
    "Draft",
    "FeeForItem",
    "Line",
    "Listed",
    "Listing",
    "Moved",
    "Opinion",
    "PartyView",
    "Progress",
    "Sheet",
    "State",
    "Submitted",
    "Tracked",
    "VisitForItem",
    "answer",
    "begin",
    "check",
    "confirm",
    "correct",
    "current",
    "decide_by_rule",
    "events_after",
    "fee_of",
    "listing",
    "move",
    "one",
    "open_draft",
    "pinned",
    "publish",
    "sheet",
    "submit",
    "track",
    "track_by_code",
    "with_answers",
    "withdraw",
]
