package com.candylake.change;

import com.candylake.database.Connections;
import com.candylake.database.Dialect;
import com.candylake.database.Readers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The running processes on one database. Whoever has ended the visibility of something can wait until all of them show
 * it no more. On SQLite there is one, which knows of its own changes as soon as they are committed.
 */
@Component
@EnableConfigurationProperties(NodeProperties.class)
public class Nodes {
  private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  private final NodeRoll roll;
  private final Readers readers;
  private final boolean alone;
  private final Duration blind;
  private final String id = UUID.randomUUID().toString();
  private final String name;

  Nodes(NodeRoll roll, Readers readers, Connections connections, NodeProperties properties) {
    this.roll = roll;
    this.readers = readers;
    this.alone = connections.dialect() == Dialect.SQLITE;
    this.blind = properties.blind();
    this.name = properties.name() == null || properties.name().isBlank() ? machine() : properties.name();
  }

  /** Whether no other process can serve from this database. */
  public boolean isAlone() {
    return alone;
  }

  /** The position of the log that what this thread reads has certainly reached: a replica may be behind what was told. */
  public long reads() {
    return readers.position();
  }

  /** Whether whoever asks has just written something, on whatever node: this one may not have been told yet. */
  public boolean answersWriter() {
    return readers.isFresh();
  }

  /** How long a node may go on showing what it has kept while the database does not answer. */
  public Duration blind() {
    return blind;
  }

  /**
   * Waits until every node follows the log to where it is now: what is no longer public is then shown by none.
   *
   * @return the names of the nodes that have not followed within two seconds; they show what they have kept for at most
   *     {@link #blind} from when the database last answered them
   */
  public List<String> confirm() {
    if (alone) {
      return List.of();
    }
    long seq = roll.head();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<String> behind = roll.behind(seq, blind);
      if (behind.isEmpty()) {
        return behind;
      }
      if (System.nanoTime() > until) {
        LOG.warn("not confirmed within {} ms by {}: what is no longer public may be shown there for another {} s",
            PATIENCE.toMillis(), behind, blind.toSeconds());
        return behind;
      }
      try {
        Thread.sleep(LOOK_AGAIN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return behind;
      }
    }
  }

  /** @param told up to where this node follows the log */
  void tell(long told) {
    roll.enter(id, name, told);
  }

  void leave() {
    roll.leave(id);
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "node";
    }
  }
}
