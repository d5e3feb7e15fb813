package com.example.opener;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.lightsail.LightsailClient;
import software.amazon.awssdk.services.lightsail.model.InstancePortState;
import software.amazon.awssdk.services.lightsail.model.Operation;
import software.amazon.awssdk.services.lightsail.model.OperationStatus;
import software.amazon.awssdk.services.lightsail.model.PortInfo;

/** Opens ports with the AWS SDK for Java. Its argument names its habit, right or wrong. */
public final class Opener {
  private static final String INSTANCE = System.getenv("LIGHTSAIL_INSTANCE");

  private final LightsailClient client;

  /** Makes a client whose calls, with all of their tries, end within a time. */
  private Opener(Duration limit) {
    client =
        LightsailClient.builder()
            .endpointOverride(URI.create(System.getenv("AWS_ENDPOINT_URL")))
            .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(3)))
            .overrideConfiguration(override -> override.apiCallTimeout(limit))
            .build();
  }

  public static void main(String[] arguments) {
    Opener opener = new Opener(Duration.ofSeconds(arguments[0].equals("ends-in-time") ? 8 : 60));
    List<PortInfo> ports = job();
    switch (arguments[0]) {
      case "opens-each", "ends-in-time" -> opener.openEach(ports);
      case "merges" -> opener.merge(ports);
      case "ignores-status" -> opener.openWithoutLooking(ports);
      case "exits-with-0" -> {
        try {
          opener.openEach(ports);
        } catch (SdkException error) {
          System.err.println("Skipped: " + error.getMessage());
        }
      }
      default -> throw new IllegalArgumentException("No habit is named " + arguments[0]);
    }
  }

  /** Reads the rules to open. */
  private static List<PortInfo> job() {
    List<PortInfo> ports = new ArrayList<>();
    for (JsonNode rule : JsonNode.parser().parse(System.getenv("LIGHTSAIL_PORTS")).asArray()) {
      ports.add(
          PortInfo.builder()
              .protocol(rule.field("protocol").orElseThrow().asString())
              .fromPort(Integer.valueOf(rule.field("fromPort").orElseThrow().asNumber()))
              .toPort(Integer.valueOf(rule.field("toPort").orElseThrow().asNumber()))
              .build());
    }
    return ports;
  }

  private void openEach(List<PortInfo> ports) {
    for (PortInfo port : ports) {
      check(client.openInstancePublicPorts(request -> request.instanceName(INSTANCE).portInfo(port)).operation());
    }
  }

  private void openWithoutLooking(List<PortInfo> ports) {
    for (PortInfo port : ports) {
      client.openInstancePublicPorts(request -> request.instanceName(INSTANCE).portInfo(port));
    }
  }

  /** Puts every rule back that is there, with those of the job in place of its own. */
  private void merge(List<PortInfo> ports) {
    var reply = client.getInstancePortStates(request -> request.instanceName(INSTANCE));
    if (!reply.hasPortStates()) {
      throw new IllegalStateException("The reply holds no port states");
    }
    List<PortInfo> all = new ArrayList<>(ports);
    for (InstancePortState state : reply.portStates()) {
      boolean isOwn =
          ports.stream()
              .anyMatch(
                  port ->
                      port.protocolAsString().equals(state.protocolAsString())
                          && port.fromPort().equals(state.fromPort())
                          && port.toPort().equals(state.toPort()));
      if (!isOwn) {
        all.add(ruleOf(state));
      }
    }
    check(client.putInstancePublicPorts(request -> request.instanceName(INSTANCE).portInfos(all)).operation());
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

  private static void check(Operation operation) {
    if (operation == null || operation.status() == OperationStatus.FAILED) {
      throw new IllegalStateException("The operation failed: " + operation);
    }
  }
}
