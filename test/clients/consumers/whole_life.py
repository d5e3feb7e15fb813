"""Many instances from their creation to their deletion with boto3: pages, operations that are waited for, ports."""

import sys
import time

import boto3

client = boto3.client(
    "lightsail",
    endpoint_url=sys.argv[1],
    region_name="us-east-1",
    aws_access_key_id="test",
    aws_secret_access_key="test",
)


def pages(operation, member, **more):
    return [item for page in client.get_paginator(operation).paginate(**more) for item in page[member]]


def wait(operations):
    for operation in operations:
        while not client.get_operation(operationId=operation["id"])["operation"]["isTerminal"]:
            time.sleep(0.1)


names = [f"node-{number}" for number in range(150)]
bundle = min(
    (b for b in pages("get_bundles", "bundles") if b["supportedPlatforms"] == ["LINUX_UNIX"] and b["publicIpv4AddressCount"]),
    key=lambda b: b["price"],
)
assert "ubuntu_24_04" in [b["blueprintId"] for b in pages("get_blueprints", "blueprints")]
wait(
    client.create_instances(
        instanceNames=names,
        availabilityZone="us-east-1b",
        blueprintId="ubuntu_24_04",
        bundleId=bundle["bundleId"],
        tags=[{"key": "team", "value": "web"}],
    )["operations"]
)
instances = pages("get_instances", "instances")
assert [i["name"] for i in instances] == names, len(instances)
assert len({i["publicIpAddress"] for i in instances}) == len(names)
client.put_instance_public_ports(
    instanceName=names[-1], portInfos=[{"fromPort": 443, "toPort": 443, "protocol": "tcp"}]
)
try:
    client.create_instances(
        instanceNames=[names[0]], availabilityZone="us-east-1a", blueprintId="ubuntu_24_04", bundleId="nano_3_0"
    )
    raise AssertionError("a name was used twice")
except client.exceptions.InvalidInputException as error:
    assert error.response["Error"]["Message"] == f"Some names are already in use: {names[0]}"
for number in range(120):
    client.allocate_static_ip(staticIpName=f"ip-{number}")
assert len(pages("get_static_ips", "staticIps")) == 120
assert len(pages("get_active_names", "activeNames")) == 270
for name in names:
    client.delete_instance(instanceName=name)
try:
    client.get_instance(instanceName=names[0])
    raise AssertionError("it was deleted")
except client.exceptions.NotFoundException:
    pass
assert pages("get_instances", "instances") == []
assert len(pages("get_operations", "operations")) == 150 + 1 + 120 + 150
print("done")
