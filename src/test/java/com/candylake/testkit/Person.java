package com.candylake.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Somebody with a browser without JavaScript who reads English: keeps cookies, fills in forms; follows no redirect. Not
 * for several threads.
 */
public final class Person {
  private final Browserless http;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  Person(Browserless http) {
    this.http = http;
  }

  public void cookie(String name, String value) {
    cookies.put(name, value);
  }

  public Map<String, String> cookies() {
    return Map.copyOf(cookies);
  }

  /** @param headers names and values in turn */
  public Browserless.Answer get(String path, String... headers) {
    return kept(http.get(path, with(headers)));
  }

  /** Sends fields as they are: with a CSRF token only if they hold one. */
  public Browserless.Answer post(String path, Map<String, List<String>> fields, String... headers) {
    return kept(http.post(path, fields, with(headers)));
  }

  /** Sends a body as it is; of a form, unless a header says something else. */
  public Browserless.Answer post(String path, String body, String... headers) {
    return kept(http.post(path, body, with(headers)));
  }

  /** A file as it comes. */
  public Browserless.Download download(String path, String... headers) {
    return http.download(path, with(headers));
  }

  /** Sends a file with the editor's script. */
  public Browserless.Answer upload(String name, String type, byte[] file, String... headers) {
    var all = new ArrayList<>(List.of("Accept", "application/json"));
    all.addAll(Arrays.asList(headers));
    var fields = Map.of("_csrf", token("/languages"));
    return kept(http.upload("/media", fields, name, type, file, with(all.toArray(String[]::new))));
  }

  /** Sends a file with a form, as a browser without a script does. */
  public Browserless.Answer upload(String path, Map<String, String> fields, String name, byte[] file, String... headers) {
    return kept(http.upload(path, fields, name, "application/octet-stream", file, with(headers)));
  }

  /**
   * Opens a page, fills in a form on it and sends it.
   *
   * @param action the form's address, or that of one of its buttons
   * @param values names and values in turn, in the place of what the form holds
   */
  public Browserless.Answer submit(String page, String action, String... values) {
    return post(action, form(page, action, values));
  }

  /** The CSRF token of a page with a form. */
  public String token(String page) {
    return get(page).page().select("input[name=_csrf]").val();
  }

  /** What such a form sends. */
  public Map<String, List<String>> form(String page, String action, String... values) {
    Browserless.Answer answer = get(page);
    String to = "[%1$s='%2$s'], %3$s[%1$s^='%2$s?']";
    Element form = answer.page().selectFirst("form" + to.formatted("action", action, "form"));
    var fields = new LinkedHashMap<String, List<String>>();
    if (form == null) {
      Element button = answer.page().selectFirst("button" + to.formatted("formaction", action, "button"));
      if (button == null) {
        throw new AssertionError("no form to %s on %s (%s)".formatted(action, page, answer.status()));
      }
      form = Objects.requireNonNull(button.hasAttr("form") ? answer.page().getElementById(button.attr("form"))
          : button.closest("form"));
      UriComponentsBuilder.fromUriString(button.attr("formaction")).build().getQueryParams().forEach(fields::put);
    }
    for (Element control : form.select("input[name], textarea[name], select[name]")) {
      boolean unticked = control.is("[type=radio], [type=checkbox]") && !control.hasAttr("checked");
      boolean disabled = control.hasAttr("disabled") || control.closest("fieldset[disabled]") != null;
      if (!unticked && !disabled) {
        // a browser drops the line break after <textarea>; jsoup has done so
        String value = control.is("select") ? selected(control) : control.is("textarea") ? control.wholeText() : control.val();
        fields.computeIfAbsent(control.attr("name"), name -> new ArrayList<>()).add(value);
      }
    }
    for (int i = 0; i < values.length; i += 2) {
      fields.put(values[i], List.of(values[i + 1]));
    }
    return fields;
  }

  private static String selected(Element select) {
    Element option = select.selectFirst("option[selected]");
    option = option == null ? select.selectFirst("option") : option;
    return option == null ? "" : option.val();
  }

  private String[] with(String... headers) {
    var all = new ArrayList<>(Arrays.asList(headers));
    if (!all.contains("Accept-Language")) {
      all.addAll(List.of("Accept-Language", "en"));
    }
    if (!cookies.isEmpty()) {
      all.add("Cookie");
      all.add(cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).collect(Collectors.joining("; ")));
    }
    return all.toArray(String[]::new);
  }

  private Browserless.Answer kept(Browserless.Answer answer) {
    for (String set : answer.all("Set-Cookie")) {
      String[] pair = set.substring(0, set.indexOf(';')).split("=", 2);
      if (pair[1].isEmpty()) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
    return answer;
  }
}
