package org.livingevidence.gateway.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.teststack.TestTokens;

/// A client of server-sent events on a plain socket, so that it can also read slowly or not at all.
final class SseClient implements AutoCloseable {
  private final Socket socket;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger comments = new AtomicInteger();
  private volatile int status;
  private volatile boolean ended;

  /// One event.
  record Event(long id, String kind, JsonNode data) {}

  private SseClient(Socket socket) {
    this.socket = socket;
  }

  /// Connects; reads on a thread of its own unless told otherwise.
  static SseClient open(int port, String path, Map<String, String> headers, boolean reading)
      throws IOException {
    Socket socket = new Socket();
    if (!reading) {
      socket.setReceiveBufferSize(4096);
    }
    socket.connect(new java.net.InetSocketAddress("127.0.0.1", port));
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    request.append("Accept: text/event-stream\r\nAuthorization: Bearer ");
    request.append(TestTokens.token("anna", "reader")).append("\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    OutputStream out = socket.getOutputStream();
    out.write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    out.flush();
    SseClient client = new SseClient(socket);
    if (reading) {
      Thread.ofVirtual().start(client::read);
    }
    return client;
  }

  /// Begins to read on a client that did not.
  void readNow() {
    Thread.ofVirtual().start(this::read);
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  int status() {
    return status;
  }

  int comments() {
    return comments.get();
  }

  boolean ended() {
    return ended;
  }

  private void read() {
    ObjectMapper mapper = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      String first = lines.readLine();
      status = first == null ? -1 : Integer.parseInt(first.split(" ")[1]);
      String id = "0";
      String kind = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          kind = line.substring(7);
        } else if (line.startsWith("data: ")) {
          events.add(event(mapper, id, kind, line.substring(6)));
        } else if (line.startsWith(":")) {
          comments.incrementAndGet();
        }
      }
    } catch (IOException e) {
      // the stream ended the hard way
    } finally {
      ended = true;
    }
  }

  private static Event event(ObjectMapper mapper, String id, String kind, @Nullable String data)
      throws JsonProcessingException {
    return new Event(Long.parseLong(id), kind, mapper.readTree(data));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
