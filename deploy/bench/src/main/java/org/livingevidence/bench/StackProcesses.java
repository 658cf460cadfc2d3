package org.livingevidence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// What the processes of a local stack have used, read from `/proc` (proc(5)), so only on Linux:
/// processor seconds, user and system, and the most memory that was resident.
final class StackProcesses {
  /// `USER_HZ`, the unit of `/proc/<pid>/stat`; 100 on every Linux of today.
  private static final double TICKS_PER_SECOND = 100;

  private static final int FIELD_AFTER_COMM = 2;

  private final Path data;

  /// @param data the data folder of a running stack
  StackProcesses(Path data) {
    this.data = data;
  }

  /// Processor seconds so far by who used them, in the order of a change's way.
  Map<String, Double> cpuSeconds() throws IOException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    long postmaster =
        Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst());
    long citation = pid("citation-service");
    seconds.put("citation-service", ticks(citation, false));
    seconds.put("PostgreSQL for citation-service", 0.0);
    seconds.put("Kafka, in the launcher", ticks(parent(citation), false));
    seconds.put("gateway", ticks(pid("gateway"), false));
    seconds.put("PostgreSQL for the gateway", 0.0);
    seconds.put("drug-service with PostgreSQL", ticks(pid("drug-service"), false));
    // What backends that have ended used is counted for the postmaster itself.
    seconds.put("PostgreSQL, its own processes", ticks(postmaster, true));
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.filter(StackProcesses::isProcess).toList()) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (parent(pid) == postmaster) {
          seconds.merge(backendOf(process), ticks(pid, true), Double::sum);
        }
      }
    }
    seconds.replaceAll((who, ticks) -> ticks / TICKS_PER_SECOND);
    return seconds;
  }

  /// The most memory that a service had resident since it started, in MiB.
  long peakResidentMiB(String service) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid(service) + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("/proc says nothing of the memory of " + service);
  }

  /// What one process has used so far.
  static double cpuSecondsOf(long pid) throws IOException {
    return ticks(pid, false) / TICKS_PER_SECOND;
  }

  private static String backendOf(Path process) throws IOException {
    String command;
    try {
      command = Files.readString(process.resolve("cmdline"));
    } catch (NoSuchFileException e) {
      command = "";
    }
    if (command.startsWith("postgres: citation ")) {
      return "PostgreSQL for citation-service";
    }
    if (command.startsWith("postgres: gateway ")) {
      return "PostgreSQL for the gateway";
    }
    return command.startsWith("postgres: drug ")
        ? "drug-service with PostgreSQL"
        : "PostgreSQL, its own processes";
  }

  private long pid(String service) throws IOException {
    return Long.parseLong(
        Files.readString(data.resolve("run/" + service + ".pid")).strip().split(" ")[0]);
  }

  private static boolean isProcess(Path entry) {
    return entry.getFileName().toString().chars().allMatch(Character::isDigit);
  }

  private static long parent(long pid) throws IOException {
    String[] stat = stat(pid);
    return stat.length == 0 ? -1 : Long.parseLong(stat[1]);
  }

  private static double ticks(long pid, boolean children) throws IOException {
    String[] stat = stat(pid);
    if (stat.length == 0) {
      return 0;
    }
    double own = Long.parseLong(stat[11]) + (double) Long.parseLong(stat[12]);
    return children ? own + Long.parseLong(stat[13]) + Long.parseLong(stat[14]) : own;
  }

  /// The fields from `state` on, which is the first after the name in parentheses; none when the
  /// process has ended.
  private static String[] stat(long pid) throws IOException {
    try {
      String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return line.substring(line.lastIndexOf(')') + FIELD_AFTER_COMM).split(" ");
    } catch (NoSuchFileException e) {
      return new String[0];
    }
  }
}
