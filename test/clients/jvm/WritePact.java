import au.com.dius.pact.consumer.ConsumerPactRunnerKt;
import au.com.dius.pact.consumer.PactVerificationResult;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.dsl.PactDslJsonBody;
import au.com.dius.pact.consumer.dsl.PactDslWithProvider;
import au.com.dius.pact.consumer.ConsumerPactBuilder;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.core.model.BasePact;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.consumer.dsl.Matchers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** A consumer of AWS JSON whose pact is written by pact-jvm: with a matcher for the content type, and without one. */
public class WritePact {
  static final String AWS_JSON = "application/x-amz-json-1.1";
  static final String TARGET = "Lightsail_20161128.PutInstancePublicPorts";
  static final String JOB =
      "{\"instanceName\":\"web-1\",\"portInfos\":[{\"protocol\":\"tcp\",\"fromPort\":443,\"toPort\":443}]}";
  static final String REPLY = "{\"operation\":{\"status\":\"Succeeded\",\"operationType\":\"PutInstancePublicPorts\"}}";

  public static void main(String[] args) {
    String version = args[0];
    String kind = args[1];
    String consumer = "jvm-" + version.toLowerCase() + "-" + kind;
    BasePact pact = version.equals("V4") ? typed(consumer, kind) : plain(consumer, kind);
    PactSpecVersion specification = PactSpecVersion.valueOf(version);
    PactVerificationResult result =
        ConsumerPactRunnerKt.runConsumerTest(
            pact,
            MockProviderConfig.createDefault(specification),
            (server, context) -> {
              HttpRequest request =
                  HttpRequest.newBuilder(URI.create(server.getUrl() + "/"))
                      .header("Content-Type", AWS_JSON)
                      .header("X-Amz-Target", TARGET)
                      .POST(HttpRequest.BodyPublishers.ofString(JOB))
                      .build();
              HttpResponse<String> reply =
                  HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
              if (reply.statusCode() != 200) throw new AssertionError(reply.body());
              return null;
            });
    System.out.println(result);
    System.exit(result instanceof PactVerificationResult.Ok ? 0 : 1);
  }

  /** Specification 4, with the builder of version 4.6. */
  static BasePact typed(String consumer, String kind) {
    boolean isMatched = kind.equals("matched");
    return new PactBuilder(consumer, "lightsail", PactSpecVersion.V4)
        .given("an instance", Map.of("name", "web-1"))
        .expectsToReceiveHttpInteraction(
            "a Put of one rule",
            http ->
                http.withRequest(
                        request -> {
                          request.method("POST").path("/").header("X-Amz-Target", TARGET);
                          if (isMatched) request.header("Content-Type", Matchers.regexp("application/x-amz-json-1\\.1", AWS_JSON));
                          else request.header("Content-Type", AWS_JSON);
                          return request.body(JOB, isMatched ? "application/json" : AWS_JSON);
                        })
                    .willRespondWith(
                        response -> {
                          response.status(200);
                          if (isMatched) response.header("Content-Type", Matchers.regexp("application/x-amz-json-1\\.1", AWS_JSON));
                          else response.header("Content-Type", AWS_JSON);
                          return response.body(REPLY, isMatched ? "application/json" : AWS_JSON);
                        }))
        .toPact();
  }

  /** Specifications 1 to 3, with the older builder. */
  static BasePact plain(String consumer, String kind) {
    PactSpecVersion specification = PactSpecVersion.V3;
    var request =
        new ConsumerPactBuilder(consumer)
            .hasPactWith("lightsail")
            .given("an instance", Map.of("name", "web-1"))
            .uponReceiving("a Put of one rule")
            .method("POST")
            .path("/")
            .headers("X-Amz-Target", TARGET);
    if (kind.equals("matched")) {
      return request
          .matchHeader("Content-Type", "application/x-amz-json-1\\.1", AWS_JSON)
          .body(JOB)
          .willRespondWith()
          .status(200)
          .matchHeader("Content-Type", "application/x-amz-json-1\\.1", AWS_JSON)
          .body(new PactDslJsonBody().object("operation").stringType("status", "Succeeded").closeObject())
          .toPact();
    }
    return request
        .headers("Content-Type", AWS_JSON)
        .body(JOB, AWS_JSON)
        .willRespondWith()
        .status(200)
        .headers(Map.of("Content-Type", AWS_JSON))
        .body(REPLY, AWS_JSON)
        .toPact();
  }
}
