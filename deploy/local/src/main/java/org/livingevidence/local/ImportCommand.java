package org.livingevidence.local;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./evidence import FILE…`: sends files to the running stack, shows how far they are and reports.
@Command(
    name = "import",
    description = "Imports files into the running stack; the kind of each is recognised.")
final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port-base",
      paramLabel = "N",
      defaultValue = "" + StackPorts.DEFAULT_BASE,
      description = "The stack at these ports (default ${DEFAULT-VALUE}).")
  private int portBase;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many files are on their way at a time (default ${DEFAULT-VALUE}).")
  private int atOnce;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files, compressed or not.")
  private List<Path> files = List.of();

  ImportCommand() {}

  @Override
  public Integer call() {
    StackPorts ports = UpCommand.ports(portBase);
    for (Path file : files) {
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new Refusal(file + " is not a readable file; nothing was imported.");
      }
    }
    if (atOnce < 1 || atOnce > 64) {
      throw new Refusal("--at-once must lie between 1 and 64, it is " + atOnce + ".");
    }
    StackClient client = new StackClient(ports.gatewayUrl(), Installation.current().token(ports));
    PrintWriter out = spec.commandLine().getOut();
    List<ImportedFile> results =
        new ImportRun(client, atOnce).run(files, ImportProgress.toTerminal(out, files.size()));
    out.print(new ImportReport(results).text());
    out.flush();
    return results.stream().allMatch(ImportedFile::succeeded) ? 0 : 1;
  }
}
