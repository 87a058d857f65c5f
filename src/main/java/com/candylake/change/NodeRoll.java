package com.candylake.change;

import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which nodes serve, as they say themselves. Always on the primary: a replica may not have come as far. */
@Service
class NodeRoll {
  /** A node that has not been heard of for so long is deleted; it may enter itself again. */
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private final NodeStore store;
  private final ChangeStore log;

  NodeRoll(NodeStore store, ChangeStore log) {
    this.store = store;
    this.log = log;
  }

  /** @param applied up to where the node follows the log */
  @Transactional
  public void enter(String id, String name, long applied) {
    store.put(id, name, applied);
    store.deleteSilent(FORGOTTEN);
  }

  @Transactional
  public void leave(String id) {
    store.delete(id);
  }

  /** How many changes there are. */
  @Transactional
  public long head() {
    return log.head().seq();
  }

  /**
   * The names of those that may be serving and have not come as far.
   *
   * @param silent who has not been heard of for so long does not serve
   */
  @Transactional
  public List<String> behind(long seq, Duration silent) {
    return store.behind(seq, silent);
  }
}
