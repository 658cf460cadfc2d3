package org.livingevidence.local;

import java.util.LinkedHashMap;
import java.util.Map;

/// The six neighbouring ports of one local stack, all on 127.0.0.1.
///
/// @param base the gateway's; the others follow
record StackPorts(int base) {
  static final int DEFAULT_BASE = 8080;

  StackPorts {
    if (base < 1024 || base > 65530) {
      throw new IllegalArgumentException(
          "--port-base must lie between 1024 and 65530, it is " + base + ".");
    }
  }

  int gateway() {
    return base;
  }

  int citationService() {
    return base + 1;
  }

  int drugService() {
    return base + 2;
  }

  int postgres() {
    return base + 3;
  }

  int kafka() {
    return base + 4;
  }

  int kafkaController() {
    return base + 5;
  }

  String gatewayUrl() {
    return "http://127.0.0.1:" + gateway();
  }

  /// Who listens where, in port order.
  Map<String, Integer> byName() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("gateway", gateway());
    ports.put("citation-service", citationService());
    ports.put("drug-service", drugService());
    ports.put("PostgreSQL", postgres());
    ports.put("Kafka", kafka());
    ports.put("Kafka's controller", kafkaController());
    return ports;
  }
}
