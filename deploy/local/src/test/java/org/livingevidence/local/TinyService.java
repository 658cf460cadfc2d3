package org.livingevidence.local;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;

/// A program that is ready at once, in place of a service, in a process of its own.
final class TinyService {
  private TinyService() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
      System.out.println("the reason stands in the log");
      System.exit(7);
    }
    int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext(
        "/q/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }
}
