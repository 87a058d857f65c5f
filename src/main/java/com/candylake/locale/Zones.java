package com.candylake.locale;

import com.candylake.base.Lang;
import com.ibm.icu.text.Collator;
import com.ibm.icu.text.TimeZoneNames;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Time zones to choose from, by region, named after their cities in each language of the interface (CLDR). */
@Component
public class Zones {
  /** Regions of the time zone database in which people live; the rest of its names are old ones. */
  private static final List<String> REGIONS = List.of("Asia", "Europe", "Africa", "America", "Atlantic", "Australia",
      "Indian", "Pacific", "Antarctica");
  private final Map<Lang, List<Region>> known = new ConcurrentHashMap<>();
  private final Messages messages;

  Zones(Messages messages) {
    this.messages = messages;
  }

  /** @param zones by name */
  public record Region(String name, List<Zone> zones) {}

  /** @param id as {@link ZoneId} takes it */
  public record Zone(String id, String name) {}

  /** Those that there are, each under one name only, as the language calls them. */
  public List<Region> all(Lang lang) {
    return known.computeIfAbsent(lang, this::named);
  }

  /** The zone of that name; null: nobody can choose it. */
  public @Nullable ZoneId find(String id) {
    return all(Lang.EN).stream().flatMap(r -> r.zones.stream()).anyMatch(z -> z.id.equals(id)) ? ZoneId.of(id) : null;
  }

  private List<Region> named(Lang lang) {
    ULocale locale = ULocale.forLanguageTag(lang.tag());
    TimeZoneNames names = TimeZoneNames.getInstance(locale);
    Comparator<Object> order = Collator.getInstance(locale);
    Map<String, List<Zone>> zones = ZoneId.getAvailableZoneIds().stream().filter(Zones::isCanonical)
        .map(id -> new Zone(id, Objects.requireNonNullElse(names.getExemplarLocationName(id), city(id))))
        .sorted((a, b) -> order.compare(a.name, b.name))
        .collect(Collectors.groupingBy(z -> z.id.substring(0, z.id.indexOf('/'))));
    var regions = new ArrayList<Region>();
    for (String region : REGIONS) {
      regions.add(new Region(messages.text(lang, "zone." + region), zones.getOrDefault(region, List.of())));
    }
    return List.copyOf(regions);
  }

  /** One name for each zone: the others are links to it. */
  private static boolean isCanonical(String id) {
    int slash = id.indexOf('/');
    return slash > 0 && REGIONS.contains(id.substring(0, slash)) && id.equals(TimeZone.getIanaID(id));
  }

  private static String city(String id) {
    return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
  }
}
