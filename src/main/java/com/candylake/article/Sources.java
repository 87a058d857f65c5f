package com.candylake.article;

import com.candylake.base.Problems;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.item.Source;
import com.candylake.text.InputGate;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;

/**
 * Sources as they stand in a form, in rows of fields {@code cite.<row>.<part>}: nobody has looked at them.
 *
 * @param rows some of them blank
 */
public record Sources(List<Source> rows) {
  /** As many as an article has. */
  public static final int MOST = 50;
  public static final int TITLE = 300;
  public static final int PUBLISHER = 100;
  public static final int ADDRESS = 1_000;
  public static final int QUOTATION = 1_000;
  private static final Pattern FIELD = Pattern.compile("cite\\.(\\d{1,3})\\.(?:title|publisher|url|accessed|quotation)");
  /** As much as is shown again of what no form of ours has sent. */
  private static final int MOST_ROWS = MOST + 10;
  private static final int MOST_KEPT = 400_000;

  public Sources {
    rows = List.copyOf(rows);
  }

  static Sources typed(MultiValueMap<String, String> fields) {
    var numbers = new TreeSet<Integer>();
    for (String name : fields.keySet()) {
      Matcher field = FIELD.matcher(name);
      if (field.matches()) {
        numbers.add(Integer.valueOf(field.group(1)));
      }
    }
    return new Sources(numbers.stream().limit(MOST_ROWS).map(row -> "cite." + row + ".")
        .map(row -> new Source(part(fields, row + "title"), part(fields, row + "publisher"), part(fields, row + "url"),
            part(fields, row + "accessed"), part(fields, row + "quotation"))).toList());
  }

  private static String part(MultiValueMap<String, String> fields, String name) {
    return Objects.requireNonNullElse(fields.getFirst(name), "");
  }

  /** With one more row, or without one: what the form's buttons {@code row} say. */
  Sources with(String asked) {
    var changed = new ArrayList<>(rows);
    if (asked.equals("add")) {
      if (changed.size() < MOST) {
        changed.add(new Source("", "", "", "", ""));
      }
    } else if (asked.matches("\\d{1,3}") && Integer.parseInt(asked) < changed.size()) {
      changed.remove(Integer.parseInt(asked));
    }
    return new Sources(changed);
  }

  /** The filled rows, as they are kept; what is wrong with them is said by field. */
  List<Source> checked(Problems problems) {
    var checked = new ArrayList<Source>();
    for (int i = 0; i < rows.size(); i++) {
      Source row = rows.get(i);
      if (isBlank(row)) {
        continue;
      }
      String at = "cite." + i + ".";
      String title = problems.check(() -> InputGate.line(at + "title", row.title(), 1, TITLE));
      String publisher = problems.check(() -> InputGate.lineOrNone(at + "publisher", row.publisher(), PUBLISHER));
      String url = problems.check(() -> address(at + "url", row.url()));
      String accessed = problems.check(() -> date(at + "accessed", row.accessed()));
      String quotation = problems.check(
          () -> InputGate.text(at + "quotation", row.quotation(), InputGate.isBlank(row.quotation()) ? 0 : 1, QUOTATION));
      if (title != null && publisher != null && url != null && accessed != null && quotation != null) {
        checked.add(new Source(title, publisher, url, accessed, quotation));
      }
    }
    if (rows.stream().filter(row -> !isBlank(row)).count() > MOST) {
      problems.add("sources", "input.too-many", MOST);
    }
    return checked;
  }

  boolean isEmpty() {
    return rows.stream().allMatch(Sources::isBlank);
  }

  /**
   * The filled rows as a draft keeps them: nobody has looked at them.
   *
   * @throws Refused invalid, if they are more than a form of ours sends
   */
  String kept() {
    String kept = rows.stream().filter(row -> !isBlank(row))
        .map(row -> Stream.of(row.title(), row.publisher(), row.url(), row.accessed(), row.quotation())
            .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8)).collect(Collectors.joining("&")))
        .collect(Collectors.joining("\n"));
    if (kept.length() > MOST_KEPT) {
      throw Refusal.invalid("sources", "input.too-many", MOST);
    }
    return kept;
  }

  /** What {@link #kept()} has written. */
  static Sources kept(String kept) {
    return new Sources(kept.lines().map(row -> Stream.of(row.split("&", -1))
        .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8)).toList())
        .map(part -> new Source(part.get(0), part.get(1), part.get(2), part.get(3), part.get(4))).toList());
  }

  /** With those that are only there: what two windows have typed is lost in neither. */
  Sources and(Sources there) {
    var all = new ArrayList<>(rows);
    there.rows.stream().filter(row -> !rows.contains(row)).forEach(all::add);
    return new Sources(all);
  }

  /** Tells them from others, in a field of the form that began from them. */
  static String digest(List<Source> sources) {
    int hash = 1;
    for (Source source : sources) {
      hash = 31 * hash + Objects.hash(source.title(), source.publisher(), source.url(), source.accessed(), source.quotation());
    }
    return Integer.toHexString(hash);
  }

  private static boolean isBlank(Source row) {
    return InputGate.isBlank(row.title() + row.publisher() + row.url() + row.accessed() + row.quotation());
  }

  /** Of the web, or none. */
  static String address(String field, String typed) {
    String url = InputGate.line(field, typed, 0, ADDRESS);
    if (url.isEmpty() || isOfTheWeb(url)) {
      return url;
    }
    throw Refusal.invalid(field, "input.url.refused");
  }

  private static boolean isOfTheWeb(String url) {
    try {
      String scheme = Objects.requireNonNullElse(new URI(url).getScheme(), "");
      return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String date(String field, String typed) {
    String date = InputGate.line(field, typed);
    try {
      return date.isEmpty() ? "" : LocalDate.parse(date).toString();
    } catch (DateTimeException e) {
      throw new Refused(new Refusal.Invalid(List.of(Refusal.Problem.of(field, "source.date.refused"))), e);
    }
  }
}
