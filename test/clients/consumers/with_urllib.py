"""Opens ports with nothing but Python's own library. Its argument names its habit, right or wrong."""

import datetime
import hashlib
import hmac
import json
import os
import sys
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from urllib.parse import urlsplit

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
REGION = os.environ["AWS_REGION"]
NAME = os.environ["LIGHTSAIL_INSTANCE"]
RULES = json.loads(os.environ["LIGHTSAIL_PORTS"])
TRANSIENT = ("ThrottlingException", "ServiceException")


class LightsailError(Exception):
    """An error of the service: its name and its text."""


def digest(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def sign(body, target):
    """Makes the headers of a request that is signed with AWS Signature Version 4."""
    now = datetime.datetime.now(datetime.timezone.utc)
    headers = {
        "content-type": "application/x-amz-json-1.1",
        "host": urlsplit(ENDPOINT).netloc,
        "x-amz-date": now.strftime("%Y%m%dT%H%M%SZ"),
        "x-amz-target": target,
    }
    if os.environ.get("AWS_SESSION_TOKEN"):
        headers["x-amz-security-token"] = os.environ["AWS_SESSION_TOKEN"]
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    canonical = f"POST\n/\n\n{lines}\n{names}\n{hashlib.sha256(body).hexdigest()}"
    scope = f"{now:%Y%m%d}/{REGION}/lightsail/aws4_request"
    hashed = hashlib.sha256(canonical.encode()).hexdigest()
    to_sign = f"AWS4-HMAC-SHA256\n{headers['x-amz-date']}\n{scope}\n{hashed}"
    key = ("AWS4" + os.environ["AWS_SECRET_ACCESS_KEY"]).encode()
    for part in scope.split("/"):
        key = digest(key, part)
    signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    credential = f"{os.environ['AWS_ACCESS_KEY_ID']}/{scope}"
    headers["authorization"] = f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={signature}"
    return headers


def send(operation, **members):
    body = json.dumps(members).encode()
    request = urllib.request.Request(ENDPOINT, body, sign(body, f"Lightsail_20161128.{operation}"))
    try:
        with urllib.request.urlopen(request, timeout=3) as reply:
            return json.load(reply)
    except urllib.error.HTTPError as error:
        with error:
            text = error.read().decode()
        try:
            details = json.loads(text)
        except ValueError:
            details = {"__type": f"Http{error.code}Exception" if error.code < 500 else "ServiceException"}
        raise LightsailError(details.get("__type"), details.get("message")) from None


def is_transient(error):
    if isinstance(error, LightsailError):
        return error.args[0] in TRANSIENT
    return isinstance(error, (OSError, HTTPException))


def retry(run, tries=4, is_worth_it=is_transient):
    for attempt in range(1, tries + 1):
        try:
            return run()
        except (LightsailError, OSError, HTTPException) as error:
            if attempt == tries or not is_worth_it(error):
                raise
            time.sleep(0.1 * 2**attempt)


def open_rule(rule):
    operation = send("OpenInstancePublicPorts", instanceName=NAME, portInfo=rule)["operation"]
    if operation["status"] == "Failed":
        raise LightsailError("OperationFailed", operation["id"])


def open_each(**limits):
    for rule in RULES:
        retry(lambda rule=rule: open_rule(rule), **limits)


def ports_of(rule):
    return (rule["protocol"], rule["fromPort"], rule["toPort"])


def merge():
    states = retry(lambda: send("GetInstancePortStates", instanceName=NAME))["portStates"]
    wanted = {ports_of(rule) for rule in RULES}
    others = [{key: value for key, value in state.items() if key != "state"} for state in states]
    rules = [rule for rule in others if ports_of(rule) not in wanted] + RULES
    operation = retry(lambda: send("PutInstancePublicPorts", instanceName=NAME, portInfos=rules))["operation"]
    if operation["status"] == "Failed":
        raise LightsailError("OperationFailed", operation["id"])


def put_alone():
    retry(lambda: send("PutInstancePublicPorts", instanceName=NAME, portInfos=RULES)["operation"])


HABITS = {
    "opens-each": open_each,
    "merges": merge,
    "five-tries": lambda: open_each(tries=5),
    "retries-everything": lambda: open_each(is_worth_it=lambda error: True),
    "puts-alone": put_alone,
}

HABITS[sys.argv[1]]()
