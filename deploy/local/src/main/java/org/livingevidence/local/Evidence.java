package org.livingevidence.local;

import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// What `./evidence` runs once everything is built.
///
/// Exit codes: 0 all went well; 1 something failed, as said; 2 the command line was not understood.
@Command(
    name = "./evidence",
    description = "Living Evidence on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      ImportCommand.class,
      FetchCommand.class,
      StatusCommand.class,
      VerifyCommand.class,
      TokenCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "  test     builds everything, runs every test and says how many ran",
      "",
      "Exit code 0: all went well; 1: something failed, as said; 2: command line not understood."
    })
final class Evidence implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private Evidence() {}

  public static void main(String[] arguments) {
    // Kafka's clients log through java.util.logging: silent, unless `up` gives them a file.
    LogManager.getLogManager().reset();
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Evidence())
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              if (exception instanceof Refusal refusal) {
                command.getErr().println(refusal.sentence());
              } else {
                exception.printStackTrace(command.getErr());
              }
              return 1;
            });
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
