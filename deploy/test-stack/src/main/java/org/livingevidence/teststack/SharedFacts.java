package org.livingevidence.teststack;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// What all class loaders of this JVM share: a map of JDK types in this class as the system class
/// loader loads it. Quarkus tests load it again in loaders of their own. The system properties
/// would do as well, but libraries copy those and choke on values that are no strings.
public final class SharedFacts {
  private static final ConcurrentMap<String, Object> OWN = new ConcurrentHashMap<>();

  private SharedFacts() {}

  /// This loader's map; callers want [#all].
  public static ConcurrentMap<String, Object> own() {
    return OWN;
  }

  /// The one map of this JVM.
  @SuppressWarnings("unchecked") // it is this class's own method, in another loader
  static ConcurrentMap<String, Object> all() {
    try {
      return (ConcurrentMap<String, Object>)
          ClassLoader.getSystemClassLoader()
              .loadClass(SharedFacts.class.getName())
              .getMethod("own")
              .invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the test stack is not on the class path", e);
    }
  }
}
