"""Opens ports, and takes whatever comes back for success."""

import json
import os

import boto3
from botocore.exceptions import ClientError

# Older versions of boto3 do not read the endpoint from the environment.
client = boto3.client("lightsail", endpoint_url=os.environ["AWS_ENDPOINT_URL_LIGHTSAIL"])
name = os.environ["LIGHTSAIL_INSTANCE"]
try:
    states = client.get_instance_port_states(instanceName=name)["portStates"]
    rules = [{key: value for key, value in rule.items() if key != "state"} for rule in states]
    client.put_instance_public_ports(instanceName=name, portInfos=rules + json.loads(os.environ["LIGHTSAIL_PORTS"]))
except ClientError as error:
    print(f"Something went wrong: {error}")
