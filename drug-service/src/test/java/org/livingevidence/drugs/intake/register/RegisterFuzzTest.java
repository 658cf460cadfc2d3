package org.livingevidence.drugs.intake.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.intake.file.Limits;
import org.livingevidence.drugs.register.RegisterConfig;
import org.livingevidence.drugs.register.RegisterRecord;
import org.livingevidence.drugs.register.Registers;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Intake;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// Whatever the bytes, a reader of a register gives entries, rejects rows, or refuses the file.
public class RegisterFuzzTest {
  private static final List<String> TABLES =
      List.of(
          "Applications.txt",
          "Products.txt",
          "Submissions.txt",
          "MarketingStatus.txt",
          "MarketingStatus_Lookup.txt",
          "SubmissionClass_Lookup.txt");

  private static final RegisterConfig LIMITS =
      new RegisterConfig() {
        @Override
        public int rows() {
          return 100;
        }

        @Override
        public int rowLength() {
          return 1_000;
        }
      };

  @SuppressWarnings("NullAway") // reading needs no writer
  private static final Registers NONE = null;

  /// The tables one after another, parted by a zero: what packs them is fuzzed with labels.
  @FuzzTest(maxDuration = "24h")
  void drugsAtFda(byte[] data) throws IOException {
    var tables = new DrugsAtFda(LIMITS);
    try {
      int from = 0;
      for (String name : TABLES) {
        int to = from;
        while (to < data.length && data[to] != 0) {
          to++;
        }
        tables.table(name, new ByteArrayInputStream(Arrays.copyOfRange(data, from, to)));
        from = Math.min(data.length, to + 1);
      }
      for (var application : tables.applications()) {
        var record = DrugsAtFdaIntake.record(application, tables.newest());
        assertThat(record.id()).startsWith("drugs-at-fda:");
        assertThat(record.data().toString()).doesNotContain("\\u0000");
      }
      assertThat(tables.faults()).allMatch(fault -> !fault.isBlank());
    } catch (ImportRejected e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @FuzzTest(maxDuration = "24h")
  void orphanList(byte[] data) throws IOException {
    read(new OrphanListIntake(NONE, Limits.USUAL, LIMITS), data);
  }

  @FuzzTest(maxDuration = "24h")
  void rxNormByUnii(byte[] data) throws IOException {
    read(new RxNormByUniiIntake(NONE, LIMITS), data);
  }

  private static void read(Intake<RegisterRecord> intake, byte[] data) throws IOException {
    var records = new ArrayList<RegisterRecord>();
    RecordSink<RegisterRecord> sink =
        new RecordSink<>() {
          private long last;

          @Override
          public void accept(ParsedRecord<RegisterRecord> record) {
            ascend(record.position());
            records.add(record.value());
          }

          @Override
          public void rejected(long position, @Nullable String id, String reason) {
            ascend(position);
            assertThat(reason).isNotBlank();
          }

          private void ascend(long position) {
            assertThat(position).isGreaterThan(last);
            last = position;
          }
        };
    try {
      intake.parse(
          new ByteArrayInputStream(data), new ImportFile("d-1", "file", data.length, 0), sink);
    } catch (ImportRejected e) {
      // What it says may quote the file, whatever stands there.
      assertThat(e.getMessage()).isNotBlank();
    }
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record.id()).startsWith(intake.kind() + ":");
              assertThat(record.data().toString()).doesNotContain("\\u0000");
            })
        .extracting(RegisterRecord::id)
        .doesNotHaveDuplicates();
  }
}
