package com.example.firewall;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.lightsail.LightsailClient;
import software.amazon.awssdk.services.lightsail.model.InstancePortState;
import software.amazon.awssdk.services.lightsail.model.PortInfo;

/** Opens ports of Lightsail instances. */
public final class Firewall {
  private final LightsailClient client;

  public Firewall(LightsailClient client) {
    this.client = client;
  }

  /**
   * Opens port 443 and leaves all other rules as they are. A Put replaces every rule, so that the open ports are read
   * first, and put back together with the new one.
   */
  public void openHttps(String instance) {
    List<PortInfo> ports = new ArrayList<>();
    client.getInstancePortStates(request -> request.instanceName(instance)).portStates().stream()
        .map(Firewall::ruleOf)
        .forEach(ports::add);
    ports.add(PortInfo.builder().protocol("tcp").fromPort(443).toPort(443).build());
    client.putInstancePublicPorts(request -> request.instanceName(instance).portInfos(ports));
  }

  private static PortInfo ruleOf(InstancePortState state) {
    return PortInfo.builder()
        .protocol(state.protocolAsString())
        .fromPort(state.fromPort())
        .toPort(state.toPort())
        .cidrs(state.cidrs())
        .ipv6Cidrs(state.ipv6Cidrs())
        .cidrListAliases(state.cidrListAliases())
        .build();
  }
}
