package org.livingevidence.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;

/// One run: a schedule drawn from a seed, carried out step by step on one thread. A process that is
/// paused is one whose step has another step inside it; nothing depends on how long anything takes.
final class Nemesis implements AutoCloseable {
  private static final List<String> TYPES = World.TOPICS.keySet().stream().sorted().toList();
  private static final int HEAL_ROUNDS = 50;
  private static final int[] POLLS = {1, 2, 10};

  private final World world = new World();
  private final Random seeds;
  private final Function<World, RelayUnderTest> relays;
  private final IntFunction<ProjectorUnderTest> projectors;
  private final Writers writers;
  private final Checker checker = new Checker();
  private final List<String> story = new ArrayList<>();
  private Random random;
  private RelayUnderTest relay;
  private ProjectorUnderTest projector;

  /// The processes of a run.
  ///
  /// @param projectors makes a projector that takes at most so many records at once
  record Cast(Function<World, RelayUnderTest> relays, ProjectorFactory projectors) {}

  /// Makes projectors.
  @FunctionalInterface
  interface ProjectorFactory {
    ProjectorUnderTest open(World world, int atMost);
  }

  Nemesis(Cast cast, long seed) {
    this.seeds = new Random(seed);
    this.random = new Random(seeds.nextLong());
    this.relays = cast.relays();
    this.projectors = atMost -> cast.projectors().open(world, atMost);
    this.writers = new Writers(world);
    this.relay = relays.apply(world);
    this.projector = openProjector();
  }

  /// Carries out so many steps, lets everything come to rest, and tells what was violated.
  ///
  /// @param kafkaRestarts how often Kafka is stopped and started on the way
  List<String> run(int steps, int kafkaRestarts) {
    for (int i = 0; i < steps; i++) {
      // What one step draws does not change what the next ones are.
      random = new Random(seeds.nextLong());
      if (kafkaRestarts > 0 && i % (steps / kafkaRestarts) == steps / kafkaRestarts / 2) {
        tell("Kafka restarts");
        world.restartKafka(() -> write(3));
      } else {
        step();
      }
    }
    rest();
    checker.log(world, writers.refused());
    checker.rest(writers.committed(), projector.view());
    return checker.violations();
  }

  private void step() {
    int drawn = random.nextInt(100);
    if (drawn < 22) {
      write(1);
    } else if (drawn < 32) {
      tell("a transaction begins");
      writers.begin(random);
    } else if (drawn < 44) {
      tell("a transaction goes on");
      writers.end(random);
    } else if (drawn < 48) {
      burst();
    } else if (drawn < 58) {
      tell("relay: " + relay.publish(() -> {}));
    } else if (drawn < 64) {
      tell("relay, a write in between: " + relay.publish(() -> write(2)));
    } else if (drawn < 68) {
      relayEndsBeforeSending();
    } else if (drawn < 72) {
      tell("relay, its session ends: " + relay.publish(() -> world.endSessions("relay writer")));
    } else if (drawn < 76) {
      relayIsOvertaken();
    } else if (drawn < 90) {
      project(anyType(), false);
    } else if (drawn < 96) {
      project(anyType(), true);
    } else {
      projectorIsOvertaken();
    }
  }

  private String anyType() {
    return TYPES.get(random.nextInt(TYPES.size()));
  }

  private void write(int count) {
    for (int i = 0; i < count; i++) {
      tell("a write");
      writers.write(random);
    }
  }

  /// Several versions of the same few aggregates, one after the other, all of them published.
  private void burst() {
    for (int i = 0; i < 3; i++) {
      write(3);
      tell("relay: " + relay.publish(() -> {}));
    }
  }

  private void relayEndsBeforeSending() {
    try {
      relay.publish(
          () -> {
            throw new Crash();
          });
    } catch (Crash e) {
      tell("relay ended before sending");
    }
    relay.close();
    relay = relays.apply(world);
  }

  /// The relay is stopped after reading, its lock goes to another, which publishes what was written
  /// since; then it goes on with what it had read.
  private void relayIsOvertaken() {
    tell("relay: " + relay.publish(() -> {}));
    write(2);
    RelayUnderTest stopped = relay;
    RelayUnderTest[] next = {relay};
    tell(
        "the stopped relay: "
            + stopped.publish(
                () -> {
                  world.endSessions("relay lock");
                  write(4);
                  next[0] = relays.apply(world);
                  tell("another relay: " + next[0].publish(() -> {}));
                }));
    stopped.close();
    relay = next[0];
  }

  /// @return whether there was anything to apply
  private boolean project(String type, boolean crash) {
    if (!projector.poll(type)) {
      return false;
    }
    try {
      ProjectorUnderTest.Outcome outcome = projector.apply(crash);
      tell("projector, " + type + ": " + outcome);
      if (outcome != ProjectorUnderTest.Outcome.DONE) {
        replaceProjector();
      }
    } catch (Crash e) {
      tell("projector ended while applying, " + type);
      replaceProjector();
    }
    checker.look(projector.view());
    return true;
  }

  /// The projector is stopped after polling, another is elected and goes ahead; then it goes on.
  private void projectorIsOvertaken() {
    String type = anyType();
    ProjectorUnderTest stopped = projector;
    boolean holds = stopped.poll(type);
    stopped.loseRole();
    projector = openProjector();
    write(2);
    tell("relay: " + relay.publish(() -> {}));
    while (projector.poll(type)) {
      var unused = projector.apply(false);
    }
    checker.look(projector.view());
    if (holds) {
      ProjectorUnderTest.Outcome outcome = stopped.apply(false);
      tell("the stopped projector: " + outcome);
      checker.look(projector.view());
    }
    stopped.close();
  }

  private void replaceProjector() {
    projector.close();
    projector = openProjector();
  }

  private ProjectorUnderTest openProjector() {
    return projectors.apply(POLLS[random.nextInt(POLLS.length)]);
  }

  /// All transactions end; after a last fault of each, relay and projector go on until nothing
  /// waits.
  private void rest() {
    tell("everything comes to rest");
    writers.begin(random);
    writers.begin(random);
    write(2);
    tell("relay: " + relay.publish(() -> {}));
    writers.endAll(random);
    relayEndsBeforeSending();
    for (int i = 0; i < HEAL_ROUNDS; i++) {
      if (relay.publish(() -> {}) == RelayUnderTest.Outcome.DONE) {
        break;
      }
      relay.close();
      relay = relays.apply(world);
    }
    // The last records are the ones that no later state of the same aggregate would make good.
    for (String type : TYPES) {
      boolean more = true;
      while (more) {
        more = project(type, random.nextInt(3) == 0);
      }
    }
  }

  /// Compares with the view of a projector that reads everything anew, one topic after the other.
  void replay(ProjectorUnderTest fresh) {
    for (String type : TYPES) {
      while (fresh.poll(type)) {
        var unused = fresh.apply(false);
      }
    }
    checker.same("a replay in another order", projector.derived(), fresh.derived());
  }

  World world() {
    return world;
  }

  List<String> violations() {
    return checker.violations();
  }

  private void tell(String what) {
    story.add(what);
  }

  /// What happened, for the reader of a failure.
  String story() {
    return String.join("\n", story);
  }

  @Override
  public void close() {
    relay.close();
    projector.close();
    writers.close();
    world.close();
  }
}
