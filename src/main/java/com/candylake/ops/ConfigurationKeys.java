package com.candylake.ops;

import com.candylake.base.Lang;
import com.candylake.setting.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every key that {@code candylake.properties} may have; {@code docs/CONFIGURATION.md} describes each, and a test
 * compares.
 */
final class ConfigurationKeys {
  private static final List<String> PLAIN = List.of("candylake.data", "candylake.port", "candylake.address",
      "candylake.trusted-proxies",
      "candylake.database.url", "candylake.database.replica", "candylake.database.user", "candylake.database.password",
      "candylake.database.password-file", "candylake.database.readers", "candylake.database.writers",
      "candylake.limits.enabled", "candylake.live.streams", "candylake.log.json", "candylake.log.access",
      "candylake.mail.host", "candylake.mail.port", "candylake.mail.security", "candylake.mail.user", "candylake.mail.password",
      "candylake.mail.password-file", "candylake.mail.from",
      "candylake.media.quota", "candylake.media.bucket", "candylake.media.endpoint", "candylake.media.region",
      "candylake.media.access-key", "candylake.media.secret-key", "candylake.media.secret-key-file",
      "candylake.metrics.port", "candylake.metrics.address", "candylake.cache.size", "candylake.node.name",
      "candylake.node.blind");

  private ConfigurationKeys() {}

  static List<String> all() {
    return Stream.concat(PLAIN.stream(), Arrays.stream(Setting.values()).map(s -> "candylake.setting." + s.key()))
        .toList();
  }

  /** A setting that people read may also have a value for one language: {@code candylake.setting.name.ja}. */
  static boolean known(String key) {
    return all().contains(key) || Arrays.stream(Setting.values()).filter(Setting::isPerLanguage)
        .flatMap(s -> Lang.INTERFACE.stream().map(l -> "candylake.setting." + s.key() + "." + l))
        .collect(Collectors.toSet()).contains(key);
  }
}
