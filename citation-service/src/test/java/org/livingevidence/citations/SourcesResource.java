package org.livingevidence.citations;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.livingevidence.teststack.SourceServer;

/// Lets the service look for its sources at a port of this machine, where a test may put one.
public class SourcesResource implements QuarkusTestResourceLifecycleManager {
  private static final String PORT = "living-evidence.test.source-port";

  /// A source where the service looks for one. Nothing is there before and after.
  public static SourceServer server() {
    return SourceServer.start(Integer.getInteger(PORT));
  }

  @Override
  public Map<String, String> start() {
    int port = freePort();
    System.setProperty(PORT, Integer.toString(port));
    String base = "http://127.0.0.1:" + port;
    return Map.ofEntries(
        Map.entry("living-evidence.eutils.base", base + "/eutils"),
        Map.entry("living-evidence.eutils.api-key", "k3y-of-nobody"),
        Map.entry("living-evidence.eutils.email", "librarian@example.org"),
        Map.entry("living-evidence.eutils.requests-per-second", "500"),
        Map.entry("living-evidence.eutils.batch", "20"),
        Map.entry("living-evidence.eutils.schedule", "false"),
        Map.entry("living-evidence.pubmed-files.base", base + "/pubmed"),
        Map.entry("living-evidence.pubmed-files.requests-per-second", "500"),
        Map.entry("living-evidence.pubmed-files.look", "PT0.05S"),
        Map.entry("living-evidence.pubmed-files.watch", "PT0.02S"),
        Map.entry("living-evidence.connect.attempts", "3"),
        Map.entry("living-evidence.connect.first-rest", "PT0.02S"),
        Map.entry("living-evidence.connect.stall", "PT0.5S"),
        Map.entry("living-evidence.connect.beat", "PT0.05S"));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {}
}
