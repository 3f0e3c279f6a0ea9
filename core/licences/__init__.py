"""Electronic licences: what the city issues, what a person shows, and what a stranger may check without an account.

`use(load(folder, verify_address))` once at start-up.
"""

from core.licences.document import pdf
from core.licences.facts import OwnLicences
from core.licences.files import LibraryWrong, load
from core.licences.holder import Holder
from core.licences.issuing import plan_issue
from core.licences.library import Kind, Library, title_of, use
from core.licences.pictures import qr_png_data_uri
from core.licences.portraits import portrait_of, read_uploads_by
from core.licences.reading import Licence, of_citizen, one
from core.licences.showing import Shown, Verification, check_code, forget_expired_codes, show
from core.licences.statuses import STATUSES, plan_status, status_on

__all__ = [
    "STATUSES",
    "Holder",
    "Kind",
    "Library",
    "LibraryWrong",
    "Licence",
    "OwnLicences",
    "Shown",
    "Verification",
    "check_code",
    "forget_expired_codes",
    "load",
    "of_citizen",
    "one",
    "pdf",
    "plan_issue",
    "plan_status",
    "portrait_of",
    "qr_png_data_uri",
    "read_uploads_by",
    "show",
    "status_on",
    "title_of",
    "use",
]
