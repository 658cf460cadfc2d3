package org.livingevidence.teststack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TestStackTest {
  @Test
  void everyDatabaseIsEmptyAndItsOwn() throws Exception {
    Database one = TestStack.get().createDatabase("citation");
    Database two = TestStack.get().createDatabase("citation");
    try (Connection connection = one.connect();
        var statement = connection.createStatement()) {
      statement.execute("create table thing (id int)");
    }
    try (Connection connection = two.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create table thing (id int)");
    }
    assertThat(one.jdbcUrl()).isNotEqualTo(two.jdbcUrl());
  }

  @Test
  void readsCommittedRecordsOnly() {
    TestStack stack = TestStack.get();
    stack.createTopics(List.of("committed-only"), 2);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers(), "transactional.id", "reader"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("committed-only", "kept", new byte[] {1}));
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("committed-only", "aborted", new byte[] {2}));
      producer.flush();
      producer.abortTransaction();
    }

    assertThat(TopicReader.readAll(stack.bootstrapServers(), "committed-only"))
        .extracting(record -> record.key())
        .containsExactly("kept");
  }

  @Test
  void partsStopAndStartAgainWithTheirData() throws Exception {
    TestStack stack = TestStack.get();
    Database database = stack.createDatabase("fault");
    stack.createTopics(List.of("fault"), 1);
    try (Connection connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("create table thing (id int)");
    }

    stack.postgres().stop();
    stack.kafka().stop();
    assertThatThrownBy(() -> database.connect().close()).isInstanceOf(java.sql.SQLException.class);
    stack.kafka().start();
    stack.postgres().start();

    try (Connection connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("insert into thing values (1)");
    }
    assertThat(TopicReader.readAll(stack.bootstrapServers(), "fault")).isEmpty();
  }

  @Test
  void anotherClassLoaderFindsTheSameServersAndKey() throws Exception {
    TestStack mine = TestStack.get();
    URL[] classpath =
        Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .map(TestStackTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader other =
        new URLClassLoader(classpath, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = other.loadClass(TestStack.class.getName());
      Object theirs = type.getMethod("get").invoke(null);

      assertThat(type.getMethod("bootstrapServers").invoke(theirs))
          .isEqualTo(mine.bootstrapServers());
      Object part = type.getMethod("kafka").invoke(theirs);
      part.getClass().getMethod("start").invoke(part);
    }
  }

  @Test
  void tokensSayWhoAndWhat() throws Exception {
    String[] parts = TestTokens.token("ada", "curator", "importer").split("\\.");
    var claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));

    assertThat(parts).hasSize(3);
    assertThat(claims.path("sub").asText()).isEqualTo("ada");
    assertThat(claims.path("groups")).hasSize(2);
    assertThat(TestTokens.algNone("ada").endsWith(".")).isTrue();
  }

  @Test
  void theResourceGivesAServiceWhatItNeeds() {
    LocalStackResource resource = new LocalStackResource();
    resource.init(Map.of("database", "citation"));

    assertThat(resource.start())
        .containsKeys(
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.username",
            "quarkus.datasource.password",
            "kafka.bootstrap.servers",
            "mp.jwt.verify.publickey");
    resource.stop();
  }

  @Test
  void ourOwnModulesKeepTheRules() {
    ArchitectureRules.check("org.livingevidence.teststack", 7);
    ArchitectureRules.check("org.livingevidence.local", 7);
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}
