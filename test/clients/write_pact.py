"""A consumer of AWS JSON whose pact is written by pact-python: with a matcher for the content type, and without one."""

import json
import sys
from urllib.request import Request, urlopen

from pact import Pact, match

folder, specification, kind = sys.argv[1:4]
AWS_JSON = "application/x-amz-json-1.1"
TARGET = "Lightsail_20161128.PutInstancePublicPorts"
JOB = {"instanceName": "web-1", "portInfos": [{"protocol": "tcp", "fromPort": 443, "toPort": 443}]}

is_matched = kind == "matched"
content_type = match.regex(AWS_JSON, regex=r"application/x-amz-json-1\.1") if is_matched else AWS_JSON
body_type = "application/json" if is_matched else AWS_JSON
reply = {"operation": {"status": "Succeeded", "operationType": "PutInstancePublicPorts"}}

pact = Pact(f"python-{specification.lower()}-{kind}", "lightsail").with_specification(specification)
interaction = pact.upon_receiving("a Put of one rule").given("an instance", name="web-1")
interaction.with_request("POST", "/").with_header("Content-Type", content_type).with_header("X-Amz-Target", TARGET)
interaction.with_body(JOB if is_matched else json.dumps(JOB), body_type)
interaction.will_respond_with(200).with_header("Content-Type", content_type)
interaction.with_body(reply if is_matched else json.dumps(reply), body_type)

with pact.serve() as server:
    body = (json.dumps(JOB)).encode()
    headers = {"Content-Type": AWS_JSON, "X-Amz-Target": TARGET}
    with urlopen(Request(str(server.url), data=body, headers=headers, method="POST")) as answer:
        assert json.load(answer)["operation"]["status"] == "Succeeded"
pact.write_file(folder)
