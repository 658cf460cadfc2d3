package org.livingevidence.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/// Settings under which the gateway is tested: owners on free ports, where tests start servers of
/// their own or none; small bounds of the streams.
public class GatewaySettings implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of(
        "living-evidence.route.citation-service", "http://127.0.0.1:" + freePort(),
        "living-evidence.route.drug-service", "http://127.0.0.1:" + freePort(),
        "living-evidence.route.max-body", "1M",
        "living-evidence.stream.queue", "50",
        "living-evidence.stream.stall", "2s",
        "living-evidence.stream.heartbeat", "200ms",
        "living-evidence.read.catch-up-timeout", "300ms");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {}
}
