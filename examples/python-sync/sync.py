"""Opens ports on a Lightsail instance, and keeps the ports that are open.

The exit code says what happened: 0 done, 1 failed, 3 no such instance, 4 try again later.
"""

import json
import os
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

# The errors that are an answer, by their names. Texts, codes and HTTP statuses of one error differ.
ANSWERS = {
    "NotFoundException": (3, "no such instance"),
    "AccountSetupInProgressException": (4, "try again later"),
    "RegionSetupInProgressException": (4, "try again later"),
}


def sync(client, name, ports):
    """Reads the open ports, and puts them back together with the new ones: a Put replaces every rule."""
    states = client.get_instance_port_states(instanceName=name)["portStates"]
    # `state` is in the reply only: the request has no such member.
    rules = [{key: value for key, value in rule.items() if key != "state"} for rule in states]
    reply = client.put_instance_public_ports(instanceName=name, portInfos=rules + ports)
    if reply["operation"]["status"] != "Succeeded":
        raise RuntimeError(f"the operation is {reply['operation']['status']}")


def main():
    client = boto3.client(
        "lightsail",
        # Older versions of boto3 do not read the endpoint from the environment.
        endpoint_url=os.environ.get("AWS_ENDPOINT_URL_LIGHTSAIL"),
        # Short, as a person or a pipeline waits. boto3 itself waits for a minute, and tries five times.
        config=Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 2, "mode": "standard"}),
    )
    try:
        sync(client, os.environ["LIGHTSAIL_INSTANCE"], json.loads(os.environ["LIGHTSAIL_PORTS"]))
    except ClientError as error:
        code, text = ANSWERS.get(error.response["Error"]["Code"], (1, "failed"))
        print(f"{text}: {error}", file=sys.stderr)
        return code
    print("done")
    return 0


if __name__ == "__main__":
    sys.exit(main())
