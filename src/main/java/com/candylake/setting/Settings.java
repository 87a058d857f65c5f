package com.candylake.setting;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.change.Changes;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.locale.Messages;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reading and changing what the operator decides about the site. */
@Service
@EnableConfigurationProperties(SettingProperties.class)
public class Settings {
  private final SettingStore store;
  private final SettingProperties locked;
  private final Messages messages;
  private final Changes changes;
  private final String local;

  Settings(SettingStore store, SettingProperties locked, Messages messages, Changes changes, Environment environment) {
    this.store = store;
    this.locked = locked;
    this.messages = messages;
    this.changes = changes;
    this.local = "http://127.0.0.1:" + environment.getProperty("server.port", "8080");
  }

  /** Whether the file or the environment gives the value, so that the browser cannot change it. */
  boolean isLocked(Setting setting, @Nullable Lang lang) {
    return locked.value(setting.key(), null).isPresent() || locked.value(setting.key(), lang).isPresent();
  }

  /** @param lang the language of the value, for a setting that people read; else null */
  @Transactional
  public void set(Viewer viewer, Setting setting, @Nullable Lang lang, String value) {
    Guard.require(viewer, Act.ADMINISTER);
    if (setting.isPerLanguage() == (lang == null)) {
      throw new IllegalArgumentException(setting + " and language " + lang);
    }
    setting.check(value.strip());
    if (isLocked(setting, lang)) {
      throw Refusal.invalid(setting.key(), "setting.locked");
    }
    store.put(setting.key(), lang == null ? "" : lang.tag(), value.strip());
    changes.setting();
  }

  /** All of them as they are now, with the defaults of those that nobody has set. */
  @Transactional(readOnly = true)
  public SiteSettings all() {
    var values = new HashMap<String, String>();
    store.all().forEach(row -> values.put(row.lang().isEmpty() ? row.name() : row.name() + "." + row.lang(), row.value()));
    return new SiteSettings(
        perLanguage(values, Setting.NAME, "site.name"),
        Setting.url(one(values, Setting.SITE_URL, local)),
        perLanguage(values, Setting.STATEMENT, "site.statement"),
        perLanguage(values, Setting.DISCLAIMER, "site.disclaimer"),
        Setting.zone(one(values, Setting.ZONE, "Asia/Shanghai")),
        Setting.languages(one(values, Setting.LANGUAGES, "zh-Hans,zh-Hant,ja,ko,en")));
  }

  private String one(Map<String, String> values, Setting setting, String otherwise) {
    return locked.value(setting.key(), null).orElse(values.getOrDefault(setting.key(), otherwise));
  }

  private Map<Lang, String> perLanguage(Map<String, String> values, Setting setting, String message) {
    var texts = new HashMap<Lang, String>();
    for (Lang lang : Lang.INTERFACE) {
      texts.put(lang, locked.value(setting.key(), lang).or(() -> locked.value(setting.key(), null))
          .orElseGet(() -> values.getOrDefault(setting.key() + "." + lang, messages.text(lang, message))));
    }
    return Map.copyOf(texts);
  }
}
