package com.candylake.setting;

import com.candylake.base.Lang;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings given by the file or the environment; they win over the browser's and are locked there.
 *
 * @param setting by {@code key} or {@code key.<language>}: {@code candylake.setting.site.url}
 */
@ConfigurationProperties("candylake")
record SettingProperties(Map<String, String> setting) {
  SettingProperties {
    var plain = new HashMap<String, String>();
    if (setting != null) {
      setting.forEach((key, value) -> plain.put(plain(key), value));
    }
    setting = Map.copyOf(plain);
  }

  /** The value for one language, or for all; empty where none is given. */
  Optional<String> value(String key, @Nullable Lang lang) {
    return Optional.ofNullable(setting.get(plain(lang == null ? key : key + "." + lang)));
  }

  /** The environment knows no hyphens, dots or small letters: CANDYLAKE_SETTING_NAME_ZH_HANT. */
  private static String plain(String key) {
    return key.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }
}
