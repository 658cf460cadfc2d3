package org.livingevidence.teststack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.livingevidence.local.KafkaTopic;

/// Gives a Quarkus test a fresh database, the topics of the contracts and the key of [TestTokens].
///
/// `@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.GLOBAL, initArgs
/// = @ResourceArg(name = "database", value = "citation"))`. Broker and topics are shared by the
/// whole JVM.
public class LocalStackResource implements QuarkusTestResourceLifecycleManager {
  private String database = "test";

  @Override
  public void init(Map<String, String> arguments) {
    database = arguments.getOrDefault("database", database);
  }

  @Override
  public Map<String, String> start() {
    TestStack stack = TestStack.get();
    Database fresh = stack.createDatabase(database);
    stack.createTopics(KafkaTopic.contracts());
    Map<String, String> configuration = new HashMap<>(TestTokens.configuration());
    configuration.put("quarkus.datasource.jdbc.url", fresh.jdbcUrl());
    configuration.put("quarkus.datasource.username", fresh.user());
    configuration.put("quarkus.datasource.password", fresh.password());
    configuration.put("kafka.bootstrap.servers", stack.bootstrapServers());
    configuration.put("quarkus.devservices.enabled", "false");
    return configuration;
  }

  /// Nothing: the servers end with the JVM, and the database with them.
  @Override
  public void stop() {}
}
