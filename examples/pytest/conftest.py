"""Fixtures that start the mock service once, and give each test a new world. Node has to be installed."""

import json
import os
import re
import shlex
import signal
import subprocess
import urllib.request

import boto3
import pytest
from botocore.config import Config

COMMAND = os.environ.get("LIGHTSAIL_PORTS", "npx --yes --package lightsail-ports-testkit lightsail-ports")


class Lightsail:
    """The mock service: a client for the code under test, and its own routes for the test."""

    def __init__(self, url):
        self.url = url

    def client(self):
        return boto3.client(
            "lightsail",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(retries={"mode": "standard", "max_attempts": 3}),
        )

    def mock(self, method, path, body=None):
        """Sends a request to the service's own routes, and returns what it answers."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}/_mock{path}", data=data, headers=headers, method=method)
        with urllib.request.urlopen(request) as response:
            text = response.read()
        return json.loads(text) if text else None

    def open_ports(self, instance):
        return sorted(port["fromPort"] for port in self.mock("GET", f"/instances/{instance}")["ports"])


@pytest.fixture(scope="session")
def lightsail_service():
    # npx starts a process of its own, so that the whole group is ended.
    command = [*shlex.split(COMMAND), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            # The first line that it prints holds its URL.
            line = process.stdout.readline()
            found = re.search(r"http://\S+", line)
            assert found, f"lightsail-ports printed no URL: {line}"
            yield Lightsail(found.group())
        finally:
            os.killpg(process.pid, signal.SIGTERM)


@pytest.fixture
def lightsail(lightsail_service):
    """The mock service in the world that it was started with: one instance, web-1."""
    lightsail_service.mock("POST", "/reset", {})
    return lightsail_service
