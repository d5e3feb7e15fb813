"""Opens ports of Lightsail instances."""


def open_https(client, instance):
    """Opens port 443 and leaves all other rules as they are.

    A Put replaces every rule, so that the open ports are read first, and put back together with the new one.
    """
    states = client.get_instance_port_states(instanceName=instance)["portStates"]
    ports = [{key: value for key, value in state.items() if key != "state"} for state in states]
    ports.append({"protocol": "tcp", "fromPort": 443, "toPort": 443})
    client.put_instance_public_ports(instanceName=instance, portInfos=ports)
