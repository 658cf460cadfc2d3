package org.livingevidence.imports;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.access.FieldError;
import org.livingevidence.access.IdempotencyKeys;
import org.livingevidence.access.Problems;

/// Receives the body of an import: tells its kind from its head, writes it piece by piece to the
/// spool, and queues the job in one last commit. Nothing is answered before that commit; what
/// breaks off before it leaves nothing.
@ApplicationScoped
class Reception {
  private static final Logger LOG = Logger.getLogger(Reception.class);
  private static final int ID_BITS = 80;

  private final Intakes intakes;
  private final JobStore jobs;
  private final SpoolStore spool;
  private final AuditLog audit;
  private final ImportWorkers workers;
  private final ImportMetrics metrics;
  private final ImportsConfig config;
  private final Semaphore uploads;
  private final SecureRandom random = new SecureRandom();

  Reception(
      Intakes intakes,
      JobStore jobs,
      SpoolStore spool,
      AuditLog audit,
      ImportWorkers workers,
      ImportMetrics metrics,
      ImportsConfig config) {
    this.intakes = intakes;
    this.jobs = jobs;
    this.spool = spool;
    this.audit = audit;
    this.workers = workers;
    this.metrics = metrics;
    this.config = config;
    uploads = new Semaphore(config.concurrentUploads());
  }

  /// What a sender says of the file beside its bytes.
  record Parcel(String owner, @Nullable String kind, @Nullable String name, @Nullable String key) {}

  /// A job, and whether it was there before.
  record Received(ImportJob job, boolean replayed) {}

  /// Returns when the body is durable.
  Received receive(Parcel parcel, InputStream body) throws IOException {
    if (!uploads.tryAcquire()) {
      throw Problems.unavailable(
          "too-many-uploads",
          "This service is receiving " + config.concurrentUploads() + " files already.",
          5);
    }
    try {
      return receiveOne(parcel, body);
    } catch (SQLException e) {
      throw new DatabaseFailure("receiving an import", e);
    } finally {
      uploads.release();
    }
  }

  private Received receiveOne(Parcel parcel, InputStream body) throws IOException, SQLException {
    if (parcel.key() != null) {
      IdempotencyKeys.checkKey(parcel.key());
      var earlier = jobs.byKey(parcel.owner(), parcel.key());
      if (earlier.isPresent()) {
        return replay(earlier.get(), parcel.key(), hash(body));
      }
    }
    byte[] head = body.readNBytes(ImportHead.LENGTH);
    if (head.length == 0) {
      throw Problems.of(
          Status.BAD_REQUEST,
          "The request has no body: send the file as it is.",
          new FieldError("", "is missing"));
    }
    var intake = intake(parcel, head);
    String id = config.idPrefix() + new BigInteger(ID_BITS, random).toString(Character.MAX_RADIX);
    long number = jobs.open(id, intake.kind(), parcel.name(), parcel.owner());
    boolean sealed = false;
    long bytes;
    try {
      var digest = sha256();
      bytes = store(number, new SequenceInputStream(new ByteArrayInputStream(head), body), digest);
      String hash = HexFormat.of().formatHex(digest.digest());
      sealed = seal(number, id, parcel, hash, bytes);
      if (!sealed) {
        // Another request with this key was faster.
        return replay(
            jobs.byKey(parcel.owner(), java.util.Objects.requireNonNull(parcel.key()))
                .orElseThrow(),
            parcel.key(),
            hash);
      }
    } finally {
      if (!sealed) {
        discard(number);
      }
    }
    metrics.received(intake.kind(), bytes);
    workers.wake();
    LOG.infof("Import received import=%s kind=%s", id, intake.kind());
    return new Received(jobs.byId(id).orElseThrow(), false);
  }

  private boolean seal(long number, String id, Parcel parcel, String hash, long bytes) {
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                try {
                  if (!jobs.seal(number, parcel.key(), hash, bytes)) {
                    throw new KeyTaken();
                  }
                } catch (SQLException e) {
                  throw new DatabaseFailure("queueing an import", e);
                }
                audit.record("import", "import", id, null, null, null);
              });
      return true;
    } catch (KeyTaken e) {
      return false;
    }
  }

  private static final class KeyTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private Intake<?> intake(Parcel parcel, byte[] head) {
    String kinds = String.join(", ", intakes.kinds());
    if (parcel.kind() != null) {
      return intakes
          .ofKind(parcel.kind())
          .orElseThrow(() -> Problems.invalid("kind", "must be one of " + kinds));
    }
    return intakes
        .recognising(new ImportHead(parcel.name(), unpackedHead(head)))
        .orElseThrow(
            () ->
                HttpProblem.builder(
                        Problems.unprocessable(
                            "The file is of no kind that this service imports. Kinds are: "
                                + kinds
                                + ". If it is one of them, say so with kind=.",
                            List.of(new FieldError("", "is of no kind imported here"))))
                    .withType(Problems.type("unrecognised-file"))
                    .with("kinds", intakes.kinds())
                    .build());
  }

  /// As much of the head as can be unpacked.
  private static byte[] unpackedHead(byte[] head) {
    if (!GzipMembers.begins(head)) {
      return head;
    }
    byte[] unpacked = new byte[ImportHead.LENGTH];
    int length = 0;
    try (var in = new GzipMembers(new ByteArrayInputStream(head))) {
      int n = 0;
      while (n >= 0 && length < unpacked.length) {
        length += n;
        n = in.read(unpacked, length, unpacked.length - length);
      }
    } catch (IOException e) {
      // The head ends somewhere inside the file; what came out of it until there is enough.
      LOG.tracef(e, "A head is not a whole file");
    }
    return Arrays.copyOf(unpacked, length);
  }

  private long store(long number, InputStream body, MessageDigest digest)
      throws IOException, SQLException {
    long most = config.maxBytes().asLongValue();
    long bytes = 0;
    for (int seq = 0; ; seq++) {
      byte[] piece = body.readNBytes(SpoolStore.PIECE);
      if (piece.length == 0) {
        return bytes;
      }
      bytes += piece.length;
      if (bytes > most) {
        throw tooLarge(most);
      }
      digest.update(piece);
      spool.append(number, seq, piece);
    }
  }

  static HttpProblem tooLarge(long most) {
    return Problems.of(
        Status.REQUEST_ENTITY_TOO_LARGE,
        "The file is larger than the " + most + " bytes that this service imports at once.");
  }

  private void discard(long number) {
    try {
      jobs.discard(number);
    } catch (SQLException e) {
      LOG.warnf("An upload that broke off is left to the sweep: %s", e.getMessage());
    }
  }

  private static Received replay(ImportJob earlier, String key, String hash) {
    if (!hash.equals(earlier.bodyHash())) {
      throw IdempotencyKeys.reused(key);
    }
    return new Received(earlier, true);
  }

  private String hash(InputStream body) throws IOException {
    var digest = sha256();
    byte[] buffer = new byte[64 * 1024];
    long bytes = 0;
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      digest.update(buffer, 0, n);
      bytes += n;
      if (bytes > config.maxBytes().asLongValue()) {
        throw tooLarge(config.maxBytes().asLongValue());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
