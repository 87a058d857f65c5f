package com.candylake.setting;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What the form for the settings shows.
 *
 * @param typed what was typed and could not be taken, by field; empty on a new form
 * @param languages those that texts have, in their order, then the others that are offered
 */
public record SettingPage(Map<Setting.Place, Settings.Value> values, Map<String, List<String>> typed,
    List<Language> languages, List<Refusal.Problem> problems) {
  /** Tags of languages that are not among those offered. */
  static final String MORE = "languages";
  /** The tags of the languages that are ticked. */
  static final String TICKED = "language";
  /** With a tag behind it: the place of that language in the order. */
  static final String PLACE = "place.";
  /** Zones by the names that people know them by; the others are kept for old systems. */
  private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream().filter(Pattern.compile(
      "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*|UTC").asMatchPredicate())
      .sorted().toList();

  /** @param place from 1 on, in the order of the form */
  public record Language(Lang lang, boolean ticked, int place) {}

  static SettingPage of(Map<Setting.Place, Settings.Value> values) {
    List<Lang> chosen = chosen(values);
    return new SettingPage(values, Map.of(), rows(chosen, chosen, Map.of()), List.of());
  }

  static SettingPage again(Map<Setting.Place, Settings.Value> values, MultiValueMap<String, String> fields,
      List<Refusal.Problem> problems) {
    List<Lang> ticked = fields.getOrDefault(TICKED, List.of()).stream().flatMap(tag -> Lang.parse(tag).stream())
        .limit(100).toList();
    List<Lang> chosen = chosen(values);
    boolean locked = at(values, Setting.LANGUAGES, null).locked();
    return new SettingPage(values, Map.copyOf(fields), rows(chosen, locked ? chosen : ticked, fields), problems);
  }

  public boolean isLocked(Setting setting, @Nullable Lang lang) {
    return at(values, setting, lang).locked();
  }

  /** What stands in the field: what was typed, else what is set. */
  public String text(Setting setting, @Nullable Lang lang) {
    Settings.Value value = at(values, setting, lang);
    List<String> again = typed.get(field(setting, lang));
    return again == null || value.locked() ? value.given() : again.getFirst();
  }

  /** What holds if the field is empty. */
  public String standard(Setting setting, @Nullable Lang lang) {
    return at(values, setting, lang).standard();
  }

  public String field(Setting setting, @Nullable Lang lang) {
    return new Setting.Place(setting, lang).field();
  }

  /** Tags that were typed beside those offered. */
  public String more() {
    return typed.getOrDefault(MORE, List.of("")).getFirst();
  }

  public List<String> zones() {
    return ZONES;
  }

  private static Settings.Value at(Map<Setting.Place, Settings.Value> values, Setting setting, @Nullable Lang lang) {
    return Objects.requireNonNull(values.get(new Setting.Place(setting, lang)));
  }

  private static List<Lang> chosen(Map<Setting.Place, Settings.Value> values) {
    return Setting.languages(at(values, Setting.LANGUAGES, null).inForce());
  }

  private static List<Language> rows(List<Lang> chosen, List<Lang> ticked, Map<String, List<String>> typed) {
    var offered = new LinkedHashSet<>(chosen);
    offered.addAll(Lang.INTERFACE);
    offered.addAll(ticked);
    var rows = new ArrayList<Language>();
    for (Lang lang : offered) {
      String place = typed.getOrDefault(PLACE + lang, List.of("")).getFirst();
      rows.add(new Language(lang, ticked.contains(lang),
          place.matches("[1-9]\\d?") ? Integer.parseInt(place) : rows.size() + 1));
    }
    return List.copyOf(rows);
  }
}
