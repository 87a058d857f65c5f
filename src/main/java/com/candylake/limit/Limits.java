package com.candylake.limit;

import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Token buckets (by bucket4j), one for each limit and whoever it is about: full at first, filled again evenly. They are this
 * node's own and in memory; what is guessed at, passwords, is counted in the database.
 */
@Component
@EnableConfigurationProperties(LimitProperties.class)
public class Limits {
  /** Some 500 bytes each. Whoever has more addresses than this has other ways as well. */
  private static final int MOST = 20_000;

  private final Cache<Key, Bucket> buckets = Caffeine.newBuilder().maximumSize(MOST)
      .expireAfterAccess(Duration.ofHours(1)).build();
  private final boolean enabled;
  private final TimeMeter time;

  private record Key(Limit limit, String who) {}

  @Autowired
  Limits(LimitProperties properties) {
    this(properties.enabled(), TimeMeter.SYSTEM_NANOTIME);
  }

  Limits(boolean enabled, TimeMeter time) {
    this.enabled = enabled;
    this.time = time;
  }

  /** Whether anything is limited at all. */
  public boolean isEnabled() {
    return enabled;
  }

  /**
   * Counts one more.
   *
   * @param who a member or an address
   * @throws Refused too many, with the time after which the next one is taken
   */
  public void take(Limit limit, String who) {
    if (!enabled) {
      return;
    }
    var probe = buckets.get(new Key(limit, who), this::full).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      // in whole seconds, and none too early
      throw new Refused(new Refusal.TooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1)));
    }
  }

  private Bucket full(Key key) {
    Limit limit = key.limit;
    return Bucket.builder().withCustomTimePrecision(time)
        .addLimit(of -> of.capacity(limit.times()).refillGreedy(limit.times(), limit.in())).build();
  }
}
