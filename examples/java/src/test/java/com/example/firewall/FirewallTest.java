package com.example.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lightsail.model.NotFoundException;

class FirewallTest {
  private static MockLightsail lightsail;

  @BeforeAll
  static void start() throws IOException {
    lightsail = new MockLightsail();
  }

  @AfterAll
  static void end() {
    lightsail.close();
  }

  /** Every test begins with the world that the service was started with: one instance, web-1. */
  @BeforeEach
  void reset() throws Exception {
    lightsail.mock("POST", "/reset", "{}");
  }

  @Test
  void httpsIsOpenAndNothingElseIsClosed() throws Exception {
    new Firewall(lightsail.client()).openHttps("web-1");
    assertEquals(List.of("22", "80", "443"), openPorts("web-1"));
  }

  @Test
  void aMissingInstanceIsAnError() {
    Firewall firewall = new Firewall(lightsail.client());
    assertThrows(NotFoundException.class, () -> firewall.openHttps("web-9"));
  }

  @Test
  void aThrottledRequestIsSentAgain() throws Exception {
    lightsail.mock("POST", "/faults", "{\"error\": \"ThrottlingException\", \"times\": 1}");
    new Firewall(lightsail.client()).openHttps("web-1");
    String calls = lightsail.mock("GET", "/calls", null);
    assertEquals(3, Pattern.compile("\"operation\"").matcher(calls).results().count());
  }

  /** Reads which ports of an instance are open, without the code under test. */
  private static List<String> openPorts(String name) throws Exception {
    String instance = lightsail.mock("GET", "/instances/" + name, null);
    return Pattern.compile("\"fromPort\": ?(\\d+)").matcher(instance).results()
        .map((MatchResult match) -> match.group(1))
        .sorted((left, right) -> Integer.compare(Integer.parseInt(left), Integer.parseInt(right)))
        .toList();
  }
}
