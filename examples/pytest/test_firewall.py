import pytest

from firewall import open_https


def test_https_is_open_and_nothing_else_is_closed(lightsail):
    open_https(lightsail.client(), "web-1")
    assert lightsail.open_ports("web-1") == [22, 80, 443]


def test_a_missing_instance_is_an_error(lightsail):
    client = lightsail.client()
    with pytest.raises(client.exceptions.NotFoundException):
        open_https(client, "web-9")


def test_a_throttled_request_is_sent_again(lightsail):
    lightsail.mock("POST", "/faults", {"error": "ThrottlingException", "times": 1})
    open_https(lightsail.client(), "web-1")
    assert len(lightsail.mock("GET", "/calls")) == 3


def test_a_port_that_is_open_from_one_address_stays_so(lightsail):
    ports = [{"protocol": "tcp", "fromPort": 22, "toPort": 22, "cidrs": ["203.0.113.7/32"]}]
    lightsail.mock("POST", "/instances", {"name": "web-2", "ports": ports})
    open_https(lightsail.client(), "web-2")
    rules = {port["fromPort"]: port["cidrs"] for port in lightsail.mock("GET", "/instances/web-2")["ports"]}
    assert rules[22] == ["203.0.113.7/32"]
