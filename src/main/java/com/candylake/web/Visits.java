package com.candylake.web;

import com.candylake.guard.Viewer;
import com.candylake.view.ReaderNumbers;
import com.candylake.view.Visit;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/** Says of a request who reads, and whether a person does. */
@Component
class Visits {
  /**
   * What programs call themselves that are no person's browser. Short and by words, since the well-kept lists of
   * crawlers are resources of hundreds of expressions and the libraries on Maven Central are one release old or parse
   * the whole string: too much for a number that says roughly how many people came. It believes what is said;
   * who hides is counted. A headless browser is a browser. "bot" ends a word, so that neither CUBOT's phones nor
   * SpringBoot are crawlers; "+http" is how Naver's, Daum's and most others name the page about themselves.
   */
  private static final Pattern CRAWLER = Pattern.compile("(?<!cu)bots?(?![a-z])|crawl|spider|slurp|fetch|preview|\\+http"
      + "|externalhit|lighthouse|inspectiontool|^(?:$|curl|wget|java|python|go-http|okhttp|apache-http|axios|node|ruby|php|perl"
      + "|libwww|whatsapp)");

  /** Sec-Purpose is the standard's (Fetch); the others are what Safari, older Chrome and Firefox say. */
  private static final List<String> PURPOSES = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

  /** A prerendered page that is opened later is not asked for again, and so is not counted: rather one too few. */
  private static final Pattern AHEAD = Pattern.compile("prefetch|prerender|preview");

  private final ReaderNumbers numbers;
  private final ClientAddress addresses;

  Visits(ReaderNumbers numbers, ClientAddress addresses) {
    this.numbers = numbers;
    this.addresses = addresses;
  }

  Visit of(HttpServletRequest request, Viewer viewer) {
    String browser = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
    boolean counts = request.getMethod().equals(HttpMethod.GET.name()) && !isAhead(request)
        && !CRAWLER.matcher(browser.strip().toLowerCase(Locale.ROOT)).find();
    return new Visit(counts ? numbers.of(viewer, addresses.of(request), browser) : 0, counts);
  }

  private static boolean isAhead(HttpServletRequest request) {
    return PURPOSES.stream().flatMap(p -> Collections.list(request.getHeaders(p)).stream())
        .anyMatch(p -> AHEAD.matcher(p.toLowerCase(Locale.ROOT)).find());
  }
}
