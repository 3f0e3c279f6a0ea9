"""The names and keys of the pretend world. They are public on purpose: whoever finds one of these in production
must refuse to start.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

KNOWN_PREFIX = "sandbox-only-"
PREFIX = os.environ.get("SANDBOX_PREFIX", KNOWN_PREFIX)  # another one rehearses production, where these are refused

ACCESS_KEY_ID = PREFIX + "key-id"
ACCESS_KEY_SECRET = PREFIX + "key-secret"
CALLBACK_SECRET = PREFIX + "callback-path"  # the last but one part of the path receipts are pushed to
SHARE_APP = PREFIX + "zhangban"
SHARE_SECRET = PREFIX + "share-secret"
OPERATOR_SECRET = PREFIX + "operator-secret"
TILL_MERCHANT = PREFIX + "merchant"
TILL_SECRET = PREFIX + "till-secret"
OFFICE_APP = PREFIX + "city-hall"
WECHAT_APP_ID = PREFIX + "wechat-app"
WECHAT_SECRET = PREFIX + "wechat-secret"
ALIPAY_APP_ID = PREFIX + "alipay-app"
ALIPAY_KEYS: Mapping[str, str] = (
    json.loads(  # a pair of the city's app and a pair of Alipay's; anybody may sign by them
        (Path(__file__).parent / "data" / "alipay_keys.json").read_text("utf-8")
    )
)
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
        "wechat_app_id": WECHAT_APP_ID,
        "wechat_secret": WECHAT_SECRET,
        "alipay_app_id": ALIPAY_APP_ID,
        "alipay_app_private_key": ALIPAY_KEYS["app_private_key"],
        "alipay_public_key": ALIPAY_KEYS["alipay_public_key"],
        "office_app": OFFICE_APP,
        **{f"office_{name}_secret": secret for name, secret in OFFICES.items()},
    }
)
