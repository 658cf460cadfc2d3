package org.livingevidence.local;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./evidence token`: the write token, for `curl -H "Authorization: Bearer $(./evidence token)"`.
@Command(name = "token", description = "Prints the write token of the stack.")
final class TokenCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port-base",
      paramLabel = "N",
      defaultValue = "" + StackPorts.DEFAULT_BASE,
      description = "The stack at these ports (default ${DEFAULT-VALUE}).")
  private int portBase;

  TokenCommand() {}

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(Installation.current().token(UpCommand.ports(portBase)));
    return 0;
  }
}
