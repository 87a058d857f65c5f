package com.candylake.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.channel.ChannelMap;
import com.candylake.channel.Channels;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.NaughtyStrings;
import com.candylake.testkit.NaughtyStrings.Gate;
import com.candylake.testkit.NaughtyStrings.Naughty;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import com.candylake.text.InputGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every form, and in each of its fields every string that is known to break something. */
class HostileFormTests extends PlatformTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Whoever adds a form says here what can be typed into it, or below that nothing can. */
  static final List<Form> FORMS = List.of(
      new Form("/sign-up", Of.NOTHING, List.of(
          new Field("name", 2, 32, true, "select name from member where id = (select max(id) from member)")
              .but("[/\\\\;%?#]|^\\.+$"))),
      // nothing of it is an address
      new Form("/account/email", Of.NOTHING, List.of(new Field("email", 1, 254, true, "").but("(?s).*"))),
      new Form("/flashes", Of.NOTHING, List.of(body(1_000, "(select max(id) from item)"))),
      new Form("/i/{id}/reply", Of.FLASH, List.of(body(5_000, "(select max(id) from item)"))),
      new Form("/f/{id}/edit", Of.OWN_FLASH, List.of(body(1_000, "{id}"))),
      new Form("/r/{id}/edit", Of.OWN_REPLY, List.of(body(5_000, "{id}"))),
      new Form("/write", Of.NOTHING, List.of(title("(select max(id) from item)"), body(100_000, "(select max(id) from item)"))),
      new Form("/drafts", Of.NOTHING, List.of(draft("title", 480, true), draft("body", 200_000, false))),
      new Form("/a/{id}/edit", Of.OWN_ARTICLE, List.of(title("{id}"), body(100_000, "{id}"), cited("title", 300, true),
          cited("publisher", 100, true), cited("quotation", 1_000, false))),
      new Form("/a/{id}/translate", "?to=ja", Of.OWN_ARTICLE, List.of(
          new Field("title", 1, 120, true, "select title from item_text where item = {id} and lang = 'ja'"),
          new Field("block.0", 1, 100_000, false, "select markdown from item_revision where item = {id} and lang = 'ja'"
              + " order by revision desc limit 1"))),
      new Form("/admin/channels/new", Of.NOTHING, List.of(
          // what people call a channel is tried where it is changed: each new one would stand on every page from now on
          new Field("slug", 1, 40, true, "").but("(?s).*"))),
      new Form("/admin/channels/{slug}", Of.NOTHING, List.of(inChannel("name", 1, 30), inChannel("description", 0, 500),
          inChannel("disclaimer", 0, 500))),
      new Form("/admin/settings", Of.NOTHING, List.of(setting("name", 60), setting("statement", 500),
          setting("disclaimer", 500), new Field("vague.en", 0, 2_000, false,
              "select coalesce(max(value), '') from setting where lang = 'en' and name = 'vague'"))));

  /** What they send is chosen, not typed, or is compared and not stored. */
  private static final Set<String> NOTHING_TYPED = Set.of("/sign-in", "/sign-out", "/languages",
      "/sign-in/help", "/sign-in/link", "/sign-in/code", "/confirm", "/media",
      // what is typed here goes nowhere without a key; account/PasskeyTests has one
      "/sign-in/passkey", "/sign-in/passkey/options", "/sign-up/passkey", "/sign-up/passkey/options", "/account/passkeys",
      "/account/passkeys/options", "/account/passkeys/remove", "/account/prove/passkey", "/account/prove/passkey/options",
      "/account/totp", "/account/totp/codes", "/account/totp/off",
      "/account/password", "/account/prove", "/account/sessions/end", "/i/{id}/vote",
      "/drafts/{draft}/discard", "/drafts/{draft}/restore",
      // becomes Markdown, which is typed into the form
      "/paste",
      "/i/{id}/favourite", "/i/{id}/follow", "/u/{name}/follow", "/c/{slug}/follow", "/inbox/open", "/inbox/read",
      "/account/notifications", "/unsubscribe", "/i/{id}/withdraw", "/i/{id}/restore", "/admin/channels/{slug}/move");

  /** Nothing else may change when a form is refused. */
  private static final String ROWS = Stream.of("item", "item_text", "item_revision", "member", "vote", "favourite",
      "form_key", "change_log", "session", "channel", "setting", "draft")
      .map(table -> "'" + table + " ' || (select count(*) from " + table
          // that somebody has been told is noted a moment later
          + (table.equals("change_log") ? " where kind <> 'TOLD')" : ")"))
      .collect(Collectors.joining(" || ', ' || ", "select ", ""));

  /** What a form is about. */
  enum Of { NOTHING, FLASH, OWN_FLASH, OWN_REPLY, OWN_ARTICLE }

  /**
   * A field that people type into.
   *
   * @param min 0 if it may be left out, -1 if what cannot be seen is kept as well
   * @param stored asks for what became of it; {@code {id}} is the item, {@code {slug}} the channel
   * @param refused what the field takes less than the gate does
   */
  record Field(String name, int min, int max, boolean line, String stored, Pattern refused) {
    Field(String name, int min, int max, boolean line, String stored) {
      this(name, min, max, line, stored, Pattern.compile("(?!)"));
    }

    Field but(String refused) {
      return new Field(name, min, max, line, stored, Pattern.compile(refused));
    }

    /** In the form in which it is to be stored. */
    String normal(String typed) {
      return line ? InputGate.line(name, typed) : InputGate.text(name, typed);
    }

    boolean takes(Naughty naughty) {
      if (naughty.gate() == Gate.REFUSES || naughty.text().length() > max * 40L) {
        return false;
      }
      String normal = normal(naughty.text());
      if (naughty.gate() == Gate.EMPTY) {
        return min < 0 || min == 0 && normal.isEmpty();
      }
      int length = NaughtyStrings.length(normal);
      return length >= min && length <= max && !refused.matcher(normal).find();
    }
  }

  /** @param action where it is sent, which is mostly where it stands */
  record Form(String action, String query, Of of, List<Field> fields) {
    Form(String action, Of of, List<Field> fields) {
      this(action, "", of, fields);
    }

    @Override
    public String toString() {
      return action;
    }
  }

  @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;
  @Autowired private Channels channels;
  @Autowired private ChannelMap map;
  private Person member;
  private long flash;
  private long ownFlash;
  private long ownReply;
  private long ownArticle;
  private Channel channel;
  private Person administrator;

  private static Field body(int max, String item) {
    return new Field("body", 1, max, false, "select markdown from item_revision where item = " + item
        + " order by revision desc limit 1");
  }

  private static Field title(String item) {
    return new Field("title", 1, 120, true, "select title from item_text where item = " + item);
  }

  private static Field draft(String name, int max, boolean line) {
    return new Field(name, -1, max, line, "select " + name + " from draft where id = (select max(id) from draft)");
  }

  private static Field inChannel(String column, int min, int max) {
    return new Field(column + ".en", min, max, true, "select coalesce(max(" + column + """
        ), '') from channel_text where lang = 'en' and channel = (select id from channel where slug = '{slug}')""");
  }

  private static Field cited(String part, int max, boolean line) {
    return new Field("cite.0." + part, part.equals("title") ? 1 : 0, max, line, "select coalesce(max(" + part
        + "), '') from item_source where item = {id}");
  }

  private static Field setting(String name, int max) {
    return new Field(name + ".en", 0, max, true,
        "select coalesce(max(value), '') from setting where lang = 'en' and name = '" + name + "'");
  }

  @BeforeEach
  void aMemberAndTheirThings() {
    var viewer = people.member();
    member = http.as(viewer);
    flash = desk.flash(people.member(), Lang.EN, "What others say to this is hostile.");
    ownFlash = desk.flash(viewer, Lang.EN, "This will be changed into something hostile.");
    ownReply = desk.reply(viewer, flash, Lang.EN, "So will this.");
    channel = desk.channel();
    ownArticle = desk.article(viewer, channel);
    administrator = http.as(people.with(Role.ADMIN));
  }

  /** Other tests count on a site as it is at first, and on channels that can be read. */
  @AfterEach
  void backToTheDefaults() {
    channels.put(Viewer.CONSOLE, channel.slug(), channel.texts());
    map.rebuild();
    administrator.submit("/admin/settings", "/admin/settings", "name.en", "", "statement.en", "", "disclaimer.en", "",
        "vague.en", "");
    assertThat(number("""
        select count(*) from setting where lang = 'en' and name in ('name', 'statement', 'disclaimer', 'vague')""")).isZero();
  }

  private long id(Form form) {
    return switch (form.of) {
      case NOTHING -> 0;
      case FLASH -> flash;
      case OWN_FLASH -> ownFlash;
      case OWN_REPLY -> ownReply;
      case OWN_ARTICLE -> ownArticle;
    };
  }

  private String action(Form form) {
    return filled(form.action + form.query, form);
  }

  /** Where it stands. */
  private String place(Form form) {
    return form.action.equals("/drafts") ? "/write" : action(form);
  }

  private String filled(String pattern, Form form) {
    return pattern.replace("{id}", String.valueOf(id(form))).replace("{slug}", channel.slug());
  }

  /** Nobody signs up who is signed in. */
  private Person writer(Form form) {
    return switch (form.action) {
      case "/sign-up" -> http.stranger();
      // each string is one more draft
      case "/drafts" -> http.as(people.member());
      default -> form.action.startsWith("/admin/") ? administrator : member;
    };
  }

  /** Names and values of what else is typed. */
  private String[] with(Form form, String field, String value) {
    var values = new ArrayList<>(List.of("title", "A title", "body", "A text.", "channel", channel.slug(), "language", "en",
        "name.zh-Hans", "频道", "cite.0.title", "A source", "cite.0.publisher", "A harbour", "block.0", "A text.", field,
        value));
    if (form.action.equals("/admin/settings")) {
      values.subList(0, 16).clear();
    }
    if (form.action.equals("/sign-up")) {
      values.addAll(List.of("password", "湖の水は甘い 2042"));
      if (!field.equals("name")) {
        values.addAll(List.of("name", "hostile" + NUMBER.incrementAndGet()));
      }
    }
    return values.toArray(String[]::new);
  }

  @ParameterizedTest
  @FieldSource("FORMS")
  void whateverIsTypedIsTakenWholeOrRefusedAndShownAgain(Form form) {
    var faults = new ArrayList<String>();
    for (Field field : form.fields) {
      for (Naughty naughty : NaughtyStrings.all()) {
        try {
          type(form, field, naughty);
        } catch (AssertionError e) {
          String message = String.valueOf(e.getMessage());
          faults.add(field.name + ", " + naughty + ": " + message.substring(0, Math.min(600, message.length())));
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  private void type(Form form, Field field, Naughty naughty) {
    String action = action(form);
    Person writer = writer(form);
    var typed = writer.form(place(form), action, with(form, field.name, naughty.text()));
    String rows = text(ROWS);
    Browserless.Answer answer = writer.post(action, typed);
    if (field.takes(naughty)) {
      assertThat(answer.status()).isEqualTo(303);
      assertThat(text(filled(field.stored, form))).isEqualTo(field.normal(naughty.text()));
      harmless(writer.get(answer.header("Location").orElseThrow().replaceFirst("#.*", "")));
      harmless(writer.get("/mine"));
    } else {
      assertThat(answer.status()).isEqualTo(422);
      assertThat(text(ROWS)).isEqualTo(rows);
      Element control = Objects.requireNonNull(answer.page().selectFirst("[name='" + field.name + "']"));
      assertThat(words(control.is("textarea") ? control.wholeText() : control.val()))
          .isEqualTo(words(NaughtyStrings.inHtml(naughty.text())));
      assertThat(answer.page().select("[id=" + field.name + "-problem]").text()).isNotBlank();
      assertThat(control.attr("aria-describedby")).contains(field.name + "-problem");
      harmless(answer);
    }
  }

  /** Without what parsers of HTML do to line breaks: they drop the first of a text area, and those of an input. */
  private static String words(String text) {
    return text.replaceAll("[\\n\\r]+", "\n").strip();
  }

  /** A page on which nothing of what was typed has become markup. */
  private static void harmless(Browserless.Answer answer) {
    assertThat(answer.status()).isIn(200, 422);
    assertThat(answer.header("Content-Security-Policy").orElseThrow()).contains("script-src 'self'");
    Document page = answer.page();
    assertThat(page.select("main")).hasSize(1);
    assertThat(page.select("footer .platform-statement")).hasSize(1);
    assertThat(page.select("script").eachAttr("src")).allMatch(src -> src.startsWith("/s/"));
    assertThat(page.select("iframe, object, embed, base, style, math, meta[http-equiv], img:not([src^='/m/'])")).isEmpty();
    for (Element element : page.getAllElements()) {
      element.attributes().forEach(a -> {
        String name = a.getKey().toLowerCase(Locale.ROOT);
        assertThat(name).matches("[a-z][a-z0-9-]*").doesNotStartWith("on").isNotEqualTo("style");
        if (Set.of("href", "src", "action", "formaction", "xlink:href").contains(name)) {
          assertThat(a.getValue()).matches("(?s)(?i:https?:|mailto:|/(?!/)|[?#]).*|");
        }
      });
    }
  }

  @ParameterizedTest
  @FieldSource("FORMS")
  void theMessageIsInTheLanguageOfTheInterface(Form form) {
    for (Field field : form.fields) {
      var messages = new TreeSet<String>();
      for (Lang lang : Lang.INTERFACE) {
        Person writer = writer(form);
        var typed = writer.form(place(form), action(form), with(form, field.name, "a\0b"));
        Document page = writer.post(action(form), typed, "Accept-Language", lang.tag()).page();
        assertThat(page.select("html").attr("lang")).isEqualTo(lang.tag());
        messages.add(page.select("[id=" + field.name + "-problem]").text());
      }
      assertThat(messages).hasSize(5);
    }
  }

  @ParameterizedTest
  @FieldSource("FORMS")
  void whatDoesNotDecodeIsNoFormAtAll(Form form) {
    Person writer = writer(form);
    String token = writer.token(place(form));
    String rows = text(ROWS);
    for (Field field : form.fields) {
      for (String value : NaughtyStrings.NOT_DECODED) {
        Browserless.Answer answer = writer.post(action(form), "_csrf=" + token + "&" + field.name + "=" + value);
        assertThat(answer.status()).as(value).isEqualTo(400);
        assertThat(answer.page().select("h1").text()).isNotBlank();
      }
    }
    assertThat(text(ROWS)).isEqualTo(rows);
  }

  @ParameterizedTest
  @FieldSource("FORMS")
  void moreThanTheServerReadsIsToldOnAPage(Form form) {
    Person writer = writer(form);
    for (Field field : form.fields) {
      var typed = writer.form(place(form), action(form), with(form, field.name, "汉".repeat(1_000_000)));
      String rows = text(ROWS);
      Browserless.Answer answer = writer.post(action(form), typed);
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.page().select("h1").text()).isNotBlank();
      assertThat(text(ROWS)).isEqualTo(rows);
    }
  }

  @ParameterizedTest
  @FieldSource("FORMS")
  void whatNoBrowserSendsIsRefused(Form form) {
    Person writer = writer(form);
    String token = writer.token(place(form));
    String rows = text(ROWS);
    String many = Stream.iterate(0, i -> i + 1).limit(20_000).map(i -> "x" + i + "=1").collect(Collectors.joining("&"));
    // settings that are not sent are not changed
    List<Integer> refused = form.action.equals("/admin/settings") ? List.of(303) : List.of(409, 415, 422);
    assertThat(writer.post(action(form), "_csrf=" + token).status()).as("no field").isIn(refused);
    assertThat(writer.post(action(form), "_csrf=" + token + "&" + many).status()).as("many fields").isEqualTo(400);
    assertThat(writer.post(action(form), "{\"body\":\"x\",\"name\":\"x\"}", "Content-Type", "application/json",
        "X-XSRF-TOKEN", token).status()).as("JSON").isIn(refused);
    assertThat(writer.post(action(form), "--x\r\nContent-Disposition: form-data; name=\"body\"\r\n\r\nx\r\n--x--\r\n",
        "Content-Type", "multipart/form-data; boundary=x", "X-XSRF-TOKEN", token).status()).as("multipart")
        .isIn(refused);
    assertThat(text(ROWS)).isEqualTo(rows);
  }

  @Test
  void wrongTypesAreRefusedAndTheTextIsKept() {
    String edit = "/f/" + ownFlash + "/edit";
    for (String revision : List.of("abc", "99999999999", "1.5", "-1", "\0", "")) {
      wrong(edit, member.form(edit, edit, "body", "kept <b> text", "revision", revision));
    }
    for (String language : List.of("xx\0", "../..", "ja", "-")) {
      wrong(edit, member.form(edit, edit, "body", "kept <b> text", "language", language));
    }
    for (String key : List.of("a b", "\0", "x".repeat(65), "'; drop table form_key")) {
      wrong("/flashes", member.form("/flashes", "/flashes", "body", "kept <b> text", "form_key", key));
    }
  }

  private void wrong(String action, Map<String, List<String>> form) {
    String rows = text(ROWS);
    Browserless.Answer answer = member.post(action, form);
    assertThat(answer.status()).as(form.toString()).isBetween(400, 499);
    assertThat(answer.page().select("textarea").eachText()).as(form.toString()).contains("kept <b> text");
    assertThat(text(ROWS)).isEqualTo(rows);
  }

  @Test
  void idsThatAreNoneAreNotFound() {
    String token = member.token("/flashes");
    String rows = text(ROWS);
    for (String id : List.of("0", "-1", "1e3", "999999999999999999", "9999999999999999999", "1.0", "abc", "%D9%A3", "%20",
        "*")) {
      for (String what : List.of("/i/%s/vote", "/i/%s/favourite", "/i/%s/reply", "/i/%s/withdraw", "/i/%s/restore",
          "/f/%s/edit", "/r/%s/edit", "/a/%s/edit", "/drafts/%s/discard", "/drafts/%s/restore")) {
        assertThat(member.post(what.formatted(id), "_csrf=" + token + "&value=support&body=x").status())
            .as(what.formatted(id)).isEqualTo(404);
      }
    }
    assertThat(text(ROWS)).isEqualTo(rows);
  }

  @Test
  void noPasswordIsTooLongToBeRefused() {
    for (String password : List.of("", "\0", "1234567", "x".repeat(1_000_000), "e" + "\u0301\u0316".repeat(300_000))) {
      Person stranger = http.stranger();
      var form = stranger.form("/sign-up", "/sign-up", "name", "hostile" + NUMBER.incrementAndGet(), "password", password);
      String rows = text(ROWS);
      Browserless.Answer answer = stranger.post("/sign-up", form);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.page().select("#password-problem").text()).isNotBlank();
      assertThat(answer.page().select("[name=password]").val()).isEmpty();
      assertThat(stranger.submit("/sign-in", "/sign-in", "name", "hostile", "password", password).status()).isEqualTo(422);
      assertThat(text(ROWS)).isEqualTo(rows);
    }
  }

  @Test
  void everyFormIsTried() {
    var known = new TreeSet<>(NOTHING_TYPED);
    FORMS.forEach(form -> known.add(form.action));
    var forms = new TreeSet<String>();
    requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, method) -> {
      if (mapping.getMethodsCondition().getMethods().contains(RequestMethod.POST)) {
        mapping.getPatternValues().forEach(p -> forms.add(p.replaceAll("\\{(\\w+):[^/]*\\}", "{$1}")));
      }
    });
    assertThat(forms).as("every form stands in FORMS or in NOTHING_TYPED of this class").isEqualTo(known);
  }
}
