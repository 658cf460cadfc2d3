package org.livingevidence.teststack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/// Lets a service look for its sources at a port of this machine, where a test may put one, and be
/// impatient with them.
public abstract class SourcePort implements QuarkusTestResourceLifecycleManager {
  private static final String PORT = "living-evidence.test.source-port";

  /// A source where the service looks for one. Nothing is there before and after.
  public static SourceServer server() {
    return SourceServer.start(Integer.getInteger(PORT));
  }

  /// The settings by which the service finds its sources.
  ///
  /// @param base where they are: `http://127.0.0.1:40001`
  protected abstract Map<String, String> settings(String base);

  @Override
  public Map<String, String> start() {
    int port = freePort();
    System.setProperty(PORT, Integer.toString(port));
    Map<String, String> all = new HashMap<>(settings("http://127.0.0.1:" + port));
    all.put("living-evidence.harvests.schedule", "false");
    all.put("living-evidence.connect.attempts", "3");
    all.put("living-evidence.connect.first-rest", "PT0.02S");
    all.put("living-evidence.connect.stall", "PT0.5S");
    all.put("living-evidence.connect.beat", "PT0.05S");
    return all;
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
