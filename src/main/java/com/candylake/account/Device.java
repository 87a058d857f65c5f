package com.candylake.account;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a browser says it is (User-Agent, RFC 9110, 10.1.5), as its owner knows it. Names are proper names, the same in every
 * language.
 *
 * @param browser empty: unknown
 * @param system empty: unknown
 */
public record Device(String browser, String system) {
  /** Nearly all of them call themselves by the names of others too: the first that matches counts. */
  private static final List<Name> BROWSERS = List.of(Name.of("Edg", "Edge"), Name.of("OPR/", "Opera"),
      Name.of("SamsungBrowser", "Samsung Internet"), Name.of("MicroMessenger", "WeChat"), Name.of("QQBrowser", "QQ Browser"),
      Name.of("UCBrowser", "UC Browser"), Name.of("YaBrowser", "Yandex Browser"), Name.of("Vivaldi", "Vivaldi"),
      Name.of("Whale/", "Whale"), Name.of("KAKAOTALK", "KakaoTalk"), Name.of(" Line/", "LINE"),
      Name.of("Firefox/|FxiOS", "Firefox"), Name.of("Chrome/|Chromium|CriOS", "Chrome"), Name.of("Safari/", "Safari"),
      Name.of("^curl/", "curl"));
  private static final List<Name> SYSTEMS = List.of(Name.of("HarmonyOS|OpenHarmony", "HarmonyOS"),
      Name.of("Android", "Android"), Name.of("iPhone|iPod", "iPhone"), Name.of("iPad", "iPad"), Name.of("CrOS", "ChromeOS"),
      Name.of("Windows", "Windows"), Name.of("Macintosh|Mac OS X", "macOS"), Name.of("Linux|X11", "Linux"));

  private record Name(Pattern mark, String name) {
    static Name of(String mark, String name) {
      return new Name(Pattern.compile(mark), name);
    }
  }

  static Device of(String userAgent) {
    return new Device(first(BROWSERS, userAgent), first(SYSTEMS, userAgent));
  }

  private static String first(List<Name> names, String userAgent) {
    return names.stream().filter(n -> n.mark.matcher(userAgent).find()).map(Name::name).findFirst().orElse("");
  }

  public boolean isKnown() {
    return !browser.isEmpty() || !system.isEmpty();
  }

  /** What is known of it. */
  public String name() {
    return browser.isEmpty() ? system : system.isEmpty() ? browser : browser + " · " + system;
  }
}
