"""The names and keys of the pretend world. They are public on purpose: whoever finds one of these in production
must refuse to start.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

PREFIX = os.environ.get("SANDBOX_PREFIX", "sandbox-only-")  # another one rehearses production, where these are refused

ACCESS_KEY_ID = PREFIX + "key-id"
ACCESS_KEY_SECRET = PREFIX + "key-secret"
CALLBACK_SECRET = PREFIX + "callback-path"  # the last but one part of the path receipts are pushed to
SHARE_APP = PREFIX + "zhangban"
SHARE_SECRET = PREFIX + "share-secret"
OPERATOR_SECRET = PREFIX + "operator-secret"
TILL_MERCHANT = PREFIX + "merchant"
TILL_SECRET = PREFIX + "till-secret"
OFFICE_APP = PREFIX + "city-hall"
OFFICES: Mapping[str, str] = MappingProxyType(  # departments' systems that decide, and the secret each shares with us
    {"medical_insurance": PREFIX + "medical-insurance-secret"}
)

SIGN_NAME: str = json.loads((Path(__file__).parent / "data" / "gateway.json").read_text("utf-8"))[
    "sign_name"
]  # the one signature the pretend gateway has approved
SHORT_NUMBER = "10690990"  # what citizens text to; no operator gave it to anybody
UNREACHABLE_PHONE = "19900990099"  # takes no text: its report always says so

DEMO_SECRETS: Mapping[str, str] = MappingProxyType(
    {
        "aliyun_sms_key_id": ACCESS_KEY_ID,
        "aliyun_sms_key_secret": ACCESS_KEY_SECRET,
        "aliyun_sms_callback_secret": CALLBACK_SECRET,
        "share_app": SHARE_APP,
        "share_secret": SHARE_SECRET,
        "operator_app": SHARE_APP,
        "operator_secret": OPERATOR_SECRET,
        "till_merchant": TILL_MERCHANT,
        "till_secret": TILL_SECRET,
        "office_app": OFFICE_APP,
        **{f"office_{name}_secret": secret for name, secret in OFFICES.items()},
    }
)
