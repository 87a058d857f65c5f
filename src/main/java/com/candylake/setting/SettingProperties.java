package com.candylake.setting;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings given by the file or the environment; they win over the browser's and are locked there.
 *
 * @param setting by {@code key} or {@code key.<language>}: {@code candylake.setting.site.url}
 */
@ConfigurationProperties("candylake")
record SettingProperties(Map<String, String> setting) {
  SettingProperties {
    setting = setting == null ? Map.of() : Map.copyOf(setting);
  }
}
