package org.livingevidence.outbox;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;

/// What has been opened so far; closed in the opposite order, failures to close being logged only.
final class Resources {
  private static final Logger LOG = Logger.getLogger(Resources.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  void closeAll() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        LOG.debugf(e, "a resource of the relay could not be closed");
      }
    }
  }
}
