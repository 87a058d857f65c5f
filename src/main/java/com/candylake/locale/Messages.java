package com.candylake.locale;

import com.candylake.base.Lang;
import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Component;

/**
 * Every sentence that people read, in the five languages of the interface: {@code messages/<tag>.properties}, in UTF-8,
 * as ICU message formats.
 */
@Component
public class Messages {
  private final Map<Lang, Map<String, Pattern>> catalogues = new HashMap<>();
  private final Map<Sample, String> samples = new ConcurrentHashMap<>();

  private record Sample(Lang lang, String key, int count) {}

  /** A message, and whether there is anything in it to fill in. */
  private record Pattern(String text, boolean plain, ULocale locale, Queue<MessageFormat> idle) {
    /** ICU's formats are not safe for threads to share (its documentation says so), and costly to make. */
    String fill(Object... args) {
      MessageFormat format = idle.poll();
      if (format == null) {
        format = new MessageFormat(text, locale);
      }
      String filled = format.format(args);
      idle.offer(format);
      return filled;
    }
  }

  public Messages() {
    for (Lang lang : Lang.INTERFACE) {
      catalogues.put(lang, load(lang));
    }
  }

  /**
   * The message in that language, filled in.
   *
   * @param lang one of {@link Lang#INTERFACE}
   * @throws IllegalArgumentException if there is no such message
   */
  public String text(Lang lang, String key, Object... args) {
    Map<String, Pattern> catalogue = catalogues.get(lang);
    if (catalogue == null) {
      throw new IllegalArgumentException("the interface does not speak " + lang);
    }
    Pattern pattern = catalogue.get(key);
    if (pattern == null) {
      throw new IllegalArgumentException("no message " + key + " in " + lang);
    }
    return pattern.plain ? pattern.text : pattern.fill(args);
  }

  /** The message for that count, with # where it stands: a script puts other counts there. */
  public String sample(Lang lang, String key, int count) {
    return samples.computeIfAbsent(new Sample(lang, key, count),
        s -> text(lang, key, count).replace(String.valueOf(count), "#"));
  }

  /** What speakers of {@code in} call a language: {@code 日文} for Japanese. In itself, its own name. */
  public String language(Lang lang, Lang in) {
    String key = "language." + lang;
    return catalogues.getOrDefault(in, Map.of()).containsKey(key) ? text(in, key) : LocaleDisplayNames
        .getInstance(ULocale.forLanguageTag(in.tag()), LocaleDisplayNames.DialectHandling.DIALECT_NAMES)
        .localeDisplayName(ULocale.forLanguageTag(lang.tag()));
  }

  public Set<String> keys(Lang lang) {
    return new TreeSet<>(catalogues.getOrDefault(lang, Map.of()).keySet());
  }

  private static Map<String, Pattern> load(Lang lang) {
    var properties = new Properties();
    String file = "/messages/" + lang + ".properties";
    try (var in = Messages.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("missing " + file);
      }
      Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
    var catalogue = new HashMap<String, Pattern>();
    ULocale locale = ULocale.forLanguageTag(lang.tag());
    for (String key : properties.stringPropertyNames()) {
      String text = properties.getProperty(key);
      var pattern = new Pattern(text, text.indexOf('{') < 0 && text.indexOf('\'') < 0, locale,
          new ConcurrentLinkedQueue<>());
      pattern.idle.offer(new MessageFormat(text, locale));  // fails at the start rather than on somebody's page
      catalogue.put(key, pattern);
    }
    return Map.copyOf(catalogue);
  }
}
