package org.livingevidence.connect;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The one proxy, and the hosts that are reached without it.
final class OutwardProxy extends ProxySelector {
  private static final int DEFAULT_PORT = 3128;

  private final List<Proxy> proxy;
  private final List<String> without;

  private OutwardProxy(InetSocketAddress address, List<String> without) {
    this.proxy = List.of(new Proxy(Proxy.Type.HTTP, address));
    this.without = without.stream().map(host -> host.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /// As the settings say; the JDK's own properties do not count.
  static ProxySelector of(ConnectConfig config) {
    if (config.proxy().isEmpty()) {
      return ProxySelector.of(null);
    }
    URI uri = URI.create(config.proxy().get().strip());
    if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "living-evidence.connect.proxy must be http://host:port, not " + config.proxy().get());
    }
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    return new OutwardProxy(
        new InetSocketAddress(uri.getHost(), port), config.noProxy().orElse(List.of()));
  }

  /// Answers a proxy that asks who one is; nobody else.
  static Authenticator authenticator(String user, String password) {
    return new Authenticator() {
      @Override
      protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        return getRequestorType() == RequestorType.PROXY
            ? new PasswordAuthentication(user, password.toCharArray())
            : null;
      }
    };
  }

  @Override
  public List<Proxy> select(URI uri) {
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    boolean direct =
        without.stream()
            .anyMatch(
                name ->
                    name.startsWith(".")
                        ? host.endsWith(name) || host.equals(name.substring(1))
                        : host.equals(name));
    return direct ? List.of(Proxy.NO_PROXY) : proxy;
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The request itself fails and says so.
  }
}
