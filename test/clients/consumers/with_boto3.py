"""Opens ports with boto3. Its argument names its habit, right or wrong; the judge's table says which is which."""

import json
import os
import sys
import time

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

NAME = os.environ["LIGHTSAIL_INSTANCE"]
RULES = json.loads(os.environ["LIGHTSAIL_PORTS"])


def client(mode="standard", attempts=3, **more):
    config = Config(retries={"mode": mode, "total_max_attempts": attempts}, connect_timeout=2, read_timeout=3)
    return boto3.client("lightsail", config=config, **more)


def check(reply):
    operation = reply.get("operation")
    if operation is None or operation["status"] == "Failed":
        sys.exit(f"The operation failed: {operation}")


def open_each(lightsail, rules=RULES):
    for rule in rules:
        check(lightsail.open_instance_public_ports(instanceName=NAME, portInfo=rule))


def ports_of(rule):
    return (rule["protocol"], rule["fromPort"], rule["toPort"])


def merge(lightsail, change=lambda rule: rule):
    states = lightsail.get_instance_port_states(instanceName=NAME)["portStates"]
    wanted = {ports_of(rule) for rule in RULES}
    others = [{key: value for key, value in state.items() if key != "state"} for state in states]
    kept = [change(rule) for rule in others if ports_of(rule) not in wanted]
    check(lightsail.put_instance_public_ports(instanceName=NAME, portInfos=kept + RULES))


def wait_then_open():
    lightsail = client()
    for _ in range(10):
        if lightsail.get_instance_state(instanceName=NAME)["state"]["name"] == "running":
            return open_each(lightsail)
        time.sleep(1)
    sys.exit(f"{NAME} does not run")


def exit_codes():
    codes = {"NotFoundException": 3, "AccessDeniedException": 4, "UnauthenticatedException": 5}
    try:
        open_each(client())
    except ClientError as error:
        print(error, file=sys.stderr)
        sys.exit(codes.get(error.response["Error"]["Code"], 1))
    except BotoCoreError as error:
        sys.exit(f"Lightsail cannot be reached: {error}")


def is_open(rule, states):
    return any(ports_of(state) == ports_of(rule) and "::/0" in state["ipv6Cidrs"] for state in states)


def check_after():
    lightsail = client()
    open_each(lightsail)
    for _ in range(20):
        states = lightsail.get_instance_port_states(instanceName=NAME)["portStates"]
        if all(is_open(rule, states) for rule in RULES):
            return
        time.sleep(0.2)
    sys.exit("The ports do not open")


def skip_open():
    lightsail = client()
    states = lightsail.get_instance_port_states(instanceName=NAME)["portStates"]
    open_each(lightsail, [rule for rule in RULES if not is_open(rule, states)])


def json_errors():
    try:
        open_each(client())
    except ClientError as error:
        print(json.dumps({"ok": False, "error": error.response["Error"]["Code"]}))
        sys.exit(2)
    print(json.dumps({"ok": True}))


def swallow():
    try:
        open_each(client())
    except (ClientError, BotoCoreError) as error:
        print(f"Warning: {error}")


def same_text():
    try:
        open_each(client())
    except (ClientError, BotoCoreError):
        sys.exit("The firewall was not changed")


def forget_aliases():
    merge(client(), lambda rule: {key: value for key, value in rule.items() if key != "cidrListAliases"})


def print_keys():
    session = boto3.session.Session()
    keys = session.get_credentials().get_frozen_credentials()
    print(f"Signing with {keys.access_key} and {keys.secret_key}")
    open_each(client())


HABITS = {
    "opens-each": lambda: open_each(client()),
    "legacy-retries": lambda: open_each(client("legacy", 4)),
    "adaptive-retries": lambda: open_each(client("adaptive", 4)),
    "merges": lambda: merge(client()),
    "waits": wait_then_open,
    "exit-codes": exit_codes,
    "checks-after": check_after,
    "skips-open": skip_open,
    "json-errors": json_errors,
    "swallows": swallow,
    "same-text": same_text,
    "forgets-aliases": forget_aliases,
    "never-retries": lambda: open_each(client(attempts=1)),
    "own-region": lambda: open_each(client(region_name="eu-west-1")),
    "prints-keys": print_keys,
}

HABITS[sys.argv[1]]()
