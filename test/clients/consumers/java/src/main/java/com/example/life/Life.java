package com.example.life;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lightsail.LightsailClient;
import software.amazon.awssdk.services.lightsail.model.Bundle;
import software.amazon.awssdk.services.lightsail.model.CreateInstancesRequest;
import software.amazon.awssdk.services.lightsail.model.InstanceMetricName;
import software.amazon.awssdk.services.lightsail.model.InstancePlatform;
import software.amazon.awssdk.services.lightsail.model.InvalidInputException;
import software.amazon.awssdk.services.lightsail.model.IpAddressType;
import software.amazon.awssdk.services.lightsail.model.MetricStatistic;
import software.amazon.awssdk.services.lightsail.model.MetricUnit;
import software.amazon.awssdk.services.lightsail.model.NetworkProtocol;
import software.amazon.awssdk.services.lightsail.model.NotFoundException;
import software.amazon.awssdk.services.lightsail.model.Operation;
import software.amazon.awssdk.services.lightsail.model.OperationFailureException;
import software.amazon.awssdk.services.lightsail.model.OperationStatus;
import software.amazon.awssdk.services.lightsail.model.PutInstancePublicPortsRequest;
import software.amazon.awssdk.services.lightsail.model.ResourceType;

/**
 * Takes instances from their creation to their deletion with the AWS SDK for Java. This SDK has neither waiters nor
 * paginators for Lightsail, so that it polls and follows page tokens as programs do. Its argument is the service's URL.
 */
public final class Life {
  private final URI url;
  private final LightsailClient client;

  private Life(URI url) {
    this.url = url;
    var credentials = AwsBasicCredentials.create("test", "test");
    client =
        LightsailClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(url)
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .build();
  }

  public static void main(String[] arguments) throws Exception {
    new Life(URI.create(arguments[0])).run();
    System.out.println("done");
  }

  private static void expect(boolean holds, String what) {
    if (!holds) throw new AssertionError("expected: " + what);
  }

  /** Moves the service's clock on, where a program would sleep. */
  private void later() {
    var body = HttpRequest.BodyPublishers.ofString("{\"advance\":\"30m\"}");
    var request =
        HttpRequest.newBuilder(url.resolve("/_mock/clock")).header("Content-Type", "application/json").POST(body).build();
    try {
      HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Polls operations until they have ended. */
  private void waitFor(List<Operation> operations) {
    expect(!operations.isEmpty(), "operations");
    for (Operation one : operations) {
      Operation operation = one;
      while (!operation.isTerminal()) {
        later();
        String id = operation.id();
        operation = client.getOperation(request -> request.operationId(id)).operation();
      }
      expect(operation.status() == OperationStatus.SUCCEEDED, "an operation that succeeds");
    }
  }

  private void waitFor(String name, String state) {
    while (!client.getInstanceState(request -> request.instanceName(name)).state().name().equals(state)) later();
  }

  /** Calls a list until it gives no token of a next page. */
  private static <Page, Item> List<Item> pages(
      Function<String, Page> call, Function<Page, List<Item>> items, Function<Page, String> next) {
    List<Item> all = new ArrayList<>();
    String token = null;
    do {
      Page page = call.apply(token);
      all.addAll(items.apply(page));
      token = next.apply(page);
    } while (token != null);
    return all;
  }

  private static <E extends Exception> E thrown(Class<E> type, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException error) {
      if (type.isInstance(error)) return type.cast(error);
      throw error;
    }
    throw new AssertionError("expected: " + type.getSimpleName());
  }

  private List<String> activeNames() {
    return pages(
        token -> client.getActiveNames(request -> request.pageToken(token)),
        page -> page.activeNames(),
        page -> page.nextPageToken());
  }

  private CreateInstancesRequest choose(List<String> names) {
    var regions = client.getRegions(request -> request.includeAvailabilityZones(true)).regions();
    var home = regions.stream().filter(one -> one.nameAsString().equals("us-east-1")).findFirst().orElseThrow();
    List<Bundle> bundles =
        pages(
            token -> client.getBundles(request -> request.pageToken(token)),
            page -> page.bundles(),
            page -> page.nextPageToken());
    var bundle =
        bundles.stream()
            .filter(one -> one.isActive() && one.publicIpv4AddressCount() == 1)
            .filter(one -> one.supportedPlatforms().contains(InstancePlatform.LINUX_UNIX))
            .min(Comparator.comparing(Bundle::price))
            .orElseThrow();
    var blueprint =
        client.getBlueprints().blueprints().stream()
            .filter(one -> one.isActive() && one.group().equals("ubuntu_24"))
            .findFirst()
            .orElseThrow();
    return CreateInstancesRequest.builder()
        .instanceNames(names)
        .availabilityZone(home.availabilityZones().get(0).zoneName())
        .bundleId(bundle.bundleId())
        .blueprintId(blueprint.blueprintId())
        .keyPairName("key-1")
        .tags(tag -> tag.key("team").value("web"))
        .build();
  }

  private void makeKeys() throws Exception {
    var keyPair = client.createKeyPair(request -> request.keyPairName("key-1"));
    var lines = keyPair.privateKeyBase64().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(asPkcs8(Base64.getDecoder().decode(lines))));
    client.importKeyPair(request -> request.keyPairName("key-2").publicKeyBase64(keyPair.publicKeyBase64()));
  }

  /** Puts the header of PKCS #8 before a PKCS #1 key of RSA, which Java does not read. */
  private static byte[] asPkcs8(byte[] key) {
    byte[] header = {
      0x30, (byte) 0x82, 0, 0, 2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1,
      5, 0, 4, (byte) 0x82, 0, 0
    };
    header[2] = (byte) ((key.length + 22) >> 8);
    header[3] = (byte) (key.length + 22);
    header[24] = (byte) (key.length >> 8);
    header[25] = (byte) key.length;
    byte[] all = new byte[header.length + key.length];
    System.arraycopy(header, 0, all, 0, header.length);
    System.arraycopy(key, 0, all, header.length, key.length);
    return all;
  }

  private void run() throws Exception {
    makeKeys();
    List<String> names = IntStream.range(0, 120).mapToObj(number -> "node-" + number).toList();
    String app = names.get(119);
    CreateInstancesRequest create = choose(names);
    var created = client.createInstances(create);
    Consumer<PutInstancePublicPortsRequest.Builder> https =
        request ->
            request
                .instanceName(app)
                .portInfos(port -> port.fromPort(443).toPort(443).protocol(NetworkProtocol.TCP));
    thrown(OperationFailureException.class, () -> client.putInstancePublicPorts(https));
    waitFor(created.operations());
    var taken = thrown(InvalidInputException.class, () -> client.createInstances(create));
    expect(taken.awsErrorDetails().errorMessage().startsWith("Some names are already in use: node-0"), "names in use");
    var instances =
        pages(
            token -> client.getInstances(request -> request.pageToken(token)),
            page -> page.instances(),
            page -> page.nextPageToken());
    expect(instances.size() == 120, "120 instances");

    client.putInstancePublicPorts(https);
    var ports = client.getInstancePortStates(request -> request.instanceName(app)).portStates();
    expect(ports.size() == 1 && ports.get(0).fromPort() == 443, "one open port");
    waitFor(client.allocateStaticIp(request -> request.staticIpName("ip-1")).operations());
    waitFor(client.attachStaticIp(request -> request.staticIpName("ip-1").instanceName(app)).operations());
    var address = client.getStaticIp(request -> request.staticIpName("ip-1")).staticIp().ipAddress();
    var instance = client.getInstance(request -> request.instanceName(app)).instance();
    expect(instance.publicIpAddress().equals(address) && instance.isStaticIp(), "the address");

    client.stopInstance(request -> request.instanceName(app));
    waitFor(app, "stopped");
    waitFor(client.startInstance(request -> request.instanceName(app)).operations());
    waitFor(app, "running");
    var type = ResourceType.INSTANCE;
    waitFor(
        client
            .setIpAddressType(request -> request.resourceType(type).resourceName(app).ipAddressType(IpAddressType.IPV4))
            .operations());
    client.tagResource(request -> request.resourceName(app).tags(tag -> tag.key("stage")));
    var access = client.getInstanceAccessDetails(request -> request.instanceName(app)).accessDetails();
    expect(access.username().equals("ubuntu") && access.expiresAt().isAfter(Instant.EPOCH), "access details");
    client.getInstanceMetricData(
        request ->
            request
                .instanceName(app)
                .metricName(InstanceMetricName.CPU_UTILIZATION)
                .period(300)
                .startTime(Instant.now().minusSeconds(3600))
                .endTime(Instant.now())
                .unit(MetricUnit.PERCENT)
                .statistics(MetricStatistic.AVERAGE));
    expect(activeNames().size() == 123, "123 active names");

    waitFor(client.detachStaticIp(request -> request.staticIpName("ip-1")).operations());
    waitFor(client.releaseStaticIp(request -> request.staticIpName("ip-1")).operations());
    for (String name : names) waitFor(client.deleteInstance(request -> request.instanceName(name)).operations());
    for (String name : List.of("key-1", "key-2")) client.deleteKeyPair(request -> request.keyPairName(name));
    thrown(NotFoundException.class, () -> client.getInstance(request -> request.instanceName(app)));
    expect(activeNames().isEmpty(), "no names");
  }
}
