"""The desk: where people decide. A queue, one case at a time, moves, and the record of who looked."""

from core.desk.access import looks
from core.desk.claiming import claim, release
from core.desk.files import FileKept, file
from core.desk.making import RowMade, Said, Wanted, make, make_each
from core.desk.notices import notice, notices
from core.desk.one_case import case
from core.desk.queue import next_case, queue
from core.desk.stats import stats
from core.desk.supervision import supervision
from core.desk.views import DeskCase, ItemToCorrect
from core.desk.waiting import Made, Queue, Waiting

__all__ = [
    "DeskCase",
    "FileKept",
    "ItemToCorrect",
    "Made",
    "Queue",
    "RowMade",
    "Said",
    "Waiting",
    "Wanted",
    "case",
    "claim",
    "file",
    "looks",
    "make",
    "make_each",
    "next_case",
    "notice",
    "notices",
    "queue",
    "release",
    "stats",
    "supervision",
]
