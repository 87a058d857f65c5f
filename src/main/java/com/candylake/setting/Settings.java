package com.candylake.setting;

import com.candylake.base.Lang;
import com.candylake.base.Problems;
import com.candylake.change.Changes;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.candylake.locale.Messages;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

  /**
   * One value as it is now.
   *
   * @param given what somebody has set; empty: nobody has
   * @param standard what holds if nobody has
   * @param locked whether the file or the environment gives the value, so that the browser cannot change it
   */
  public record Value(String given, String standard, boolean locked) {
    String inForce() {
      return given.isEmpty() ? standard : given;
    }
  }

  /** @param lang the language of the value, for a setting that people read; else null */
  @Transactional
  public void set(Viewer viewer, Setting setting, @Nullable Lang lang, String value) {
    set(viewer, Map.of(new Setting.Place(setting, lang), value));
  }

  /**
   * Changes all of these or, if one cannot be taken, none. What is as it was is not written.
   *
   * @param values by place; an empty one means: back to the default
   * @throws com.candylake.base.Refused invalid: all that is wrong, under the names of the fields
   */
  @Transactional
  public void set(Viewer viewer, Map<Setting.Place, String> values) {
    Guard.require(viewer, Act.ADMINISTER);
    var problems = new Problems();
    var typed = new LinkedHashMap<Setting.Place, String>();
    values.forEach((place, raw) -> {
      String value = problems.check(() -> place.setting().typed(place.field(), raw));
      if (lockedValue(place).isPresent()) {
        problems.add(place.field(), "setting.locked");
      } else if (value != null) {
        typed.put(place, value.equals(standard(place)) ? "" : value);
      }
    });
    problems.refuse();
    Map<String, String> rows = rows();
    typed.entrySet().removeIf(e -> e.getValue().equals(rows.getOrDefault(e.getKey().field(), "")));
    typed.forEach((place, value) -> {
      String lang = place.lang() == null ? "" : place.lang().tag();
      if (value.isEmpty()) {
        store.delete(place.setting().key(), lang);
      } else {
        store.put(place.setting().key(), lang, value);
      }
    });
    if (!typed.isEmpty()) {
      changes.setting();
    }
  }

  /** Every value, to be looked at and changed. */
  @Transactional(readOnly = true)
  public Map<Setting.Place, Value> values(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    Map<String, String> rows = rows();
    var values = new HashMap<Setting.Place, Value>();
    for (Setting setting : Setting.values()) {
      setting.places().forEach(place -> values.put(place, value(place, rows)));
    }
    return Map.copyOf(values);
  }

  /** All of them as they are now, with the defaults of those that nobody has set. */
  @Transactional(readOnly = true)
  public SiteSettings all() {
    Map<String, String> rows = rows();
    return new SiteSettings(
        perLanguage(rows, Setting.NAME),
        Setting.url(one(rows, Setting.SITE_URL)),
        perLanguage(rows, Setting.STATEMENT),
        perLanguage(rows, Setting.DISCLAIMER),
        perLanguage(rows, Setting.VAGUE),
        Setting.zone(one(rows, Setting.ZONE)),
        Setting.languages(one(rows, Setting.LANGUAGES)));
  }

  /** Where the operator says that the public reaches the site; empty if nobody has said so. */
  @Transactional(readOnly = true)
  public Optional<String> givenAddress() {
    return Optional.of(value(new Setting.Place(Setting.SITE_URL, null), rows()).given()).filter(url -> !url.isEmpty())
        .map(url -> Setting.url(url).toString());
  }

  /** By the names of fields. */
  private Map<String, String> rows() {
    var rows = new HashMap<String, String>();
    store.all().forEach(row -> rows.put(row.lang().isEmpty() ? row.name() : row.name() + "." + row.lang(), row.value()));
    return rows;
  }

  private Value value(Setting.Place place, Map<String, String> rows) {
    Optional<String> configured = lockedValue(place);
    return new Value(configured.orElseGet(() -> rows.getOrDefault(place.field(), "")), standard(place),
        configured.isPresent());
  }

  private Optional<String> lockedValue(Setting.Place place) {
    String key = place.setting().key();
    return place.lang() == null ? locked.value(key, null)
        : locked.value(key, place.lang()).or(() -> locked.value(key, null));
  }

  private String standard(Setting.Place place) {
    Lang lang = place.lang() == null ? Lang.EN : place.lang();
    return switch (place.setting()) {
      case NAME -> messages.text(lang, "site.name");
      case STATEMENT -> messages.text(lang, "site.statement");
      case DISCLAIMER -> messages.text(lang, "site.disclaimer");
      case VAGUE -> messages.text(lang, "site.vague");
      case SITE_URL -> local;
      case ZONE -> "Asia/Shanghai";
      case LANGUAGES -> "zh-Hans,zh-Hant,ja,ko,en";
    };
  }

  private String one(Map<String, String> rows, Setting setting) {
    return value(new Setting.Place(setting, null), rows).inForce();
  }

  private Map<Lang, String> perLanguage(Map<String, String> rows, Setting setting) {
    var texts = new HashMap<Lang, String>();
    Lang.INTERFACE.forEach(lang -> texts.put(lang, value(new Setting.Place(setting, lang), rows).inForce()));
    return Map.copyOf(texts);
  }
}
