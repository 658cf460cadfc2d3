package org.livingevidence.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// The least that gzip to committed rows can cost: unpack, find each record's PMID, title and
/// abstract by their tags with no entity decoded, and COPY them into a logged table with a primary
/// key. Its processor seconds are those of this thread and of the one backend.
final class IngestFloor {
  private static final byte[] RECORD = bytes("<PubmedArticle>");
  private static final byte[] PMID = bytes("<PMID");
  private static final byte[] TITLE = bytes("<ArticleTitle");
  private static final byte[] ABSTRACT = bytes("<AbstractText");
  private static final byte[] END = bytes("</PubmedArticle>");

  private IngestFloor() {}

  /// @param clientSeconds processor seconds of unpacking and finding
  /// @param backendSeconds of COPY and commit
  record Measured(int records, double clientSeconds, double backendSeconds) {
    double total() {
      return clientSeconds + backendSeconds;
    }
  }

  static Measured run(Path file, StackClient stack) throws IOException, SQLException {
    String table = "bench_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = stack.database("citation");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table " + table + " (pmid bigint primary key, title text, abstract text)");
      try {
        long backend = backend(statement);
        double before = StackProcesses.cpuSecondsOf(backend);
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        CopyIn copy =
            connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " from stdin");
        int records = copyRecords(file, copy);
        copy.endCopy();
        double client =
            (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
        return new Measured(records, client, StackProcesses.cpuSecondsOf(backend) - before);
      } finally {
        statement.execute("drop table " + table);
      }
    }
  }

  private static long backend(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static int copyRecords(Path file, CopyIn copy) throws IOException, SQLException {
    int records = 0;
    byte[] buffer = new byte[1 << 22];
    int filled = 0;
    ByteArrayOutputStream rows = new ByteArrayOutputStream(1 << 16);
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16)) {
      for (int read = in.read(buffer);
          read >= 0;
          read = in.read(buffer, filled, buffer.length - filled)) {
        filled += read;
        int from = 0;
        while (true) {
          int record = find(buffer, RECORD, from, filled);
          int end = record < 0 ? -1 : find(buffer, END, record, filled);
          if (end < 0) {
            break;
          }
          row(buffer, record, end, rows);
          records++;
          from = end + END.length;
        }
        copy.writeToCopy(rows.toByteArray(), 0, rows.size());
        rows.reset();
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        filled -= from;
      }
    }
    return records;
  }

  private static void row(byte[] buffer, int from, int to, ByteArrayOutputStream rows) {
    content(buffer, PMID, from, to, rows);
    rows.write('\t');
    content(buffer, TITLE, from, to, rows);
    rows.write('\t');
    content(buffer, ABSTRACT, from, to, rows);
    rows.write('\n');
  }

  /// From the end of the start tag to the next end tag, fit for COPY.
  private static void content(
      byte[] buffer, byte[] tag, int from, int to, ByteArrayOutputStream rows) {
    int start = find(buffer, tag, from, to);
    if (start < 0) {
      return;
    }
    while (buffer[start] != '>') {
      start++;
    }
    for (int i = start + 1; i < to && !(buffer[i] == '<' && buffer[i + 1] == '/'); i++) {
      byte b = buffer[i];
      rows.write(b == '\t' || b == '\n' || b == '\r' || b == '\\' ? ' ' : b);
    }
  }

  private static int find(byte[] buffer, byte[] wanted, int from, int to) {
    int last = to - wanted.length;
    outer:
    for (int i = from; i <= last; i++) {
      if (buffer[i] != '<') {
        continue;
      }
      for (int j = 1; j < wanted.length; j++) {
        if (buffer[i + j] != wanted[j]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }

  private static byte[] bytes(String tag) {
    return tag.getBytes(StandardCharsets.US_ASCII);
  }
}
