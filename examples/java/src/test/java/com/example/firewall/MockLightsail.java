package com.example.firewall;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lightsail.LightsailClient;

/** Starts the mock service, arranges it over its own routes, and ends it. Node has to be installed. */
final class MockLightsail implements AutoCloseable {
  private static final String DEFAULT_COMMAND = "npx --yes --package lightsail-ports-testkit lightsail-ports";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process service;
  private final URI url;

  MockLightsail() throws IOException {
    String command = System.getenv().getOrDefault("LIGHTSAIL_PORTS", DEFAULT_COMMAND);
    List<String> words = new ArrayList<>(List.of(command.split(" +")));
    words.addAll(List.of("serve", "--port", "0"));
    service = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    // The first line that it prints holds its URL.
    BufferedReader output = service.inputReader();
    String line = output.readLine();
    Matcher match = Pattern.compile("http://\\S+").matcher(line == null ? "" : line);
    if (!match.find()) throw new IllegalStateException("lightsail-ports printed no URL: " + line);
    url = URI.create(match.group());
  }

  /** Makes a client of the AWS SDK that calls the mock service. */
  LightsailClient client() {
    return LightsailClient.builder()
        .endpointOverride(url)
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }

  /** Sends a request to the service's own routes, and returns the JSON that it answers. */
  String mock(String method, String path, String json) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url.resolve("/_mock" + path))
        .header("Content-Type", "application/json")
        .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
        .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) throw new IllegalStateException(method + " " + path + ": " + response.body());
    return response.body();
  }

  @Override
  public void close() {
    // npx starts a process of its own, which is ended, too.
    service.descendants().forEach(ProcessHandle::destroy);
    service.destroy();
  }
}
