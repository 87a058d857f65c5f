package com.candylake.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import com.candylake.setting.Setting;
import com.candylake.setting.Settings;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ChannelFormTests extends PlatformTest {
  private static final String LIST = "/admin/channels";
  private static final String NEW = "/admin/channels/new";
  private static final AtomicInteger NUMBER = new AtomicInteger();
  @Autowired private Channels channels;
  @Autowired private ChannelMap map;
  @Autowired private Settings settings;

  private static String slug() {
    return "form-" + NUMBER.incrementAndGet();
  }

  private Person administrator() {
    return http.as(people.with(Role.ADMIN));
  }

  private long count() {
    return number("select count(*) from channel");
  }

  @Test
  void aNewChannelStandsInTheNavigationAtOnce() {
    String slug = slug();
    Browserless.Answer answer = administrator().submit(NEW, NEW, "slug", slug, "name.zh-Hans", "湖区",
        "name.ja", "湖", "description.ja", "湖の話題", "disclaimer.ja", "当チャンネルの見解です。");
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).contains("/admin/channels?done=channel");
    assertThat(http.get("/", "Accept-Language", "ja").page().select(".sections a[href='/c/" + slug + "']").text())
        .isEqualTo("湖");
    assertThat(http.get("/c/" + slug, "Accept-Language", "ja").page().select(".about").text()).isEqualTo("湖の話題");
    // no Korean, no English: the site's first language stands in
    assertThat(http.get("/c/" + slug, "Accept-Language", "ko").page().select("h1").text()).isEqualTo("湖区");
    long article = desk.article(people.member(), map.bySlug(slug).orElseThrow());
    assertThat(http.get("/a/" + article, "Accept-Language", "ja").page().select(".disclaimer").text())
        .contains("当チャンネルの見解です。");
  }

  @Test
  void whatIsChangedIsSeenAndWhatIsEmptiedGoes() {
    String slug = slug();
    Person admin = administrator();
    admin.submit(NEW, NEW, "slug", slug, "name.zh-Hans", "旧", "name.ja", "古い", "description.ja", "説明");
    String path = LIST + "/" + slug;
    var page = admin.get(path).page();
    assertThat(page.select("[name=slug]")).isEmpty();
    assertThat(page.select("[name='name.ja']").val()).isEqualTo("古い");
    assertThat(page.select("[name='description.ja']").text()).isEqualTo("説明");
    assertThat(admin.submit(path, path, "name.zh-Hans", "新", "name.ja", "", "description.ja", "", "slug", "other")
        .status()).isEqualTo(303);
    assertThat(http.get("/c/" + slug, "Accept-Language", "ja").page().select("h1").text()).isEqualTo("新");
    assertThat(channels.one(Viewer.CONSOLE, slug).texts().keySet()).containsExactly(Lang.ZH_HANS);
    assertThat(map.bySlug("other")).isEmpty();
  }

  @Test
  void textsInLanguagesThatTheFormDoesNotShowStay() {
    String slug = slug();
    channels.put(Viewer.CONSOLE, slug, Map.of(new Lang("fr"), new Channel.Text("Lac", "", "")));
    String path = LIST + "/" + slug;
    assertThat(http.get("/c/" + slug).status()).isIn(200, 404);
    assertThat(administrator().submit(path, path, "name.zh-Hans", "湖").status()).isEqualTo(303);
    assertThat(channels.one(Viewer.CONSOLE, slug).texts()).containsKeys(new Lang("fr"), Lang.ZH_HANS);
    assertThat(channels.one(Viewer.CONSOLE, slug).name(Lang.KO)).isEqualTo("湖");
  }

  @Test
  void aTakenAddressIsRefusedAndNothingIsOverwritten() {
    Channel taken = desk.channel();
    var answer = administrator().submit(NEW, NEW, "slug", taken.slug(), "name.zh-Hans", "抢占", "description.en", "Typed");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select("#slug-problem").text()).isEqualTo("Another channel has this name.");
    assertThat(answer.page().select("#slug").val()).isEqualTo(taken.slug());
    assertThat(answer.page().select("[name='description.en']").text()).isEqualTo("Typed");
    assertThat(channels.one(Viewer.CONSOLE, taken.slug()).texts().keySet()).containsExactlyInAnyOrder(Lang.EN, Lang.JA);
  }

  @Test
  void aDoubleClickOpensOneChannelAndIsNoMistake() throws Exception {
    Person admin = administrator();
    String slug = slug();
    var form = admin.form(NEW, NEW, "slug", slug, "name.zh-Hans", "湖");
    long before = count();
    var answers = new ArrayList<Future<Browserless.Answer>>();
    try (var pool = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 2; i++) {
        answers.add(pool.submit(() -> http.post(NEW, form, "Cookie", cookies(admin))));
      }
    }
    for (Future<Browserless.Answer> answer : answers) {
      assertThat(answer.get().status()).isEqualTo(303);
    }
    assertThat(admin.post(NEW, form).status()).isEqualTo(303);
    assertThat(count()).isEqualTo(before + 1);
  }

  private static String cookies(Person person) {
    return String.join("; ", person.cookies().entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).toList());
  }

  @Test
  void whatCannotBeTakenIsSaidBesideItsFieldAndNothingIsWritten() {
    Person admin = administrator();
    long before = count();
    var answer = admin.submit(NEW, NEW, "slug", "Not A Slug", "name.zh-Hans", "\u200b", "name.ja", "n".repeat(31),
        "name.ko", "a\0b", "description.en", "A description without a name", "description.zh-Hant", "\u202e",
        "disclaimer.ja", "x".repeat(100_000));
    assertThat(answer.status()).isEqualTo(422);
    var said = Map.of("slug", "Use only the letters a to z in lower case, digits and single hyphens.",
        "name.zh-Hans", "This cannot be empty.", "name.ja", "At most 30 characters; this is 1 over.",
        "name.ko", "The character U+0000 cannot be used here.",
        "name.en", "Enter a name in this language, or clear the description and the disclaimer.",
        "description.zh-Hant", "The character U+202E cannot be used here.");
    said.forEach((field, message) ->
        assertThat(answer.page().select("[id='" + field + "-problem']").text()).as(field).isEqualTo(message));
    assertThat(answer.page().select("[name='disclaimer.ja']").text()).hasSize(100_000);
    assertThat(admin.submit(NEW, NEW, "slug", slug()).page().select("[id='name.zh-Hans-problem']").text())
        .isEqualTo("This cannot be empty.");
    for (String slug : List.of("", "new", "a--b", "-a", "湖", "a/b", "s".repeat(41), "s".repeat(100_000), "a\0b", "..")) {
      assertThat(admin.submit(NEW, NEW, "slug", slug, "name.zh-Hans", "湖").status()).as(slug).isEqualTo(422);
    }
    assertThat(count()).isEqualTo(before);
  }

  @Test
  void channelsMoveUpAndDownAndTheirEndsAreTheEnds() {
    Person admin = administrator();
    Channel first = desk.channel();
    Channel second = desk.channel();
    move(admin, second, "up");
    assertThat(order(first, second)).containsExactly(second.slug(), first.slug());
    move(admin, second, "down");
    assertThat(order(first, second)).containsExactly(first.slug(), second.slug());
    assertThat(admin.get(LIST).page().select("#c-" + second.slug() + " button[value=down]").hasAttr("disabled")).isTrue();
    move(admin, second, "down");
    assertThat(order(first, second)).containsExactly(first.slug(), second.slug());
    assertThat(http.get("/").page().select(".sections a").eachAttr("href"))
        .containsSubsequence("/c/" + first.slug(), "/c/" + second.slug());
  }

  @Test
  void aDoubleClickMovesByOnePlace() {
    Person admin = administrator();
    List<Channel> three = List.of(desk.channel(), desk.channel(), desk.channel());
    String action = LIST + "/" + three.getLast().slug() + "/move";
    var form = admin.form(LIST, action, "to", "up");
    assertThat(admin.post(action, form).status()).isEqualTo(303);
    assertThat(admin.post(action, form).status()).isEqualTo(303);
    assertThat(order(three.toArray(Channel[]::new)))
        .containsExactly(three.get(0).slug(), three.get(2).slug(), three.get(1).slug());
  }

  private static void move(Person admin, Channel channel, String to) {
    String action = LIST + "/" + channel.slug() + "/move";
    assertThat(admin.submit(LIST, action, "to", to).header("Location")).contains(LIST + "#c-" + channel.slug());
  }

  private List<String> order(Channel... which) {
    List<String> slugs = List.of(which).stream().map(Channel::slug).toList();
    return map.all().stream().map(Channel::slug).filter(slugs::contains).toList();
  }

  @Test
  void theSitesFirstLanguageIsTheOneThatNeedsAName() {
    settings.set(Viewer.CONSOLE, Setting.LANGUAGES, null, "fr,ja");
    try {
      Person admin = administrator();
      await(() -> !admin.get(NEW).page().select("[name='name.fr'][required]").isEmpty());
      String slug = slug();
      assertThat(admin.submit(NEW, NEW, "slug", slug, "name.ja", "湖").page().select("[id='name.fr-problem']").text())
          .isEqualTo("This cannot be empty.");
      assertThat(admin.submit(NEW, NEW, "slug", slug, "name.fr", "Lac").status()).isEqualTo(303);
      assertThat(http.get("/c/" + slug, "Accept-Language", "ko").page().select("h1").text()).isEqualTo("Lac");
    } finally {
      settings.set(Viewer.CONSOLE, Setting.LANGUAGES, null, "zh-Hans,zh-Hant,ja,ko,en");
      Person admin = administrator();
      await(() -> !admin.get(NEW).page().select("[name='name.zh-Hans'][required]").isEmpty());
    }
  }

  @Test
  void whoDoesNotAdministerIsRefused() {
    Channel channel = desk.channel();
    String path = LIST + "/" + channel.slug();
    for (String page : List.of(LIST, NEW, path)) {
      assertThat(http.get(page).status()).isEqualTo(303);
      for (Viewer viewer : List.of(people.member(), people.with(Role.MODERATOR), people.editorOf(channel.id()))) {
        assertThat(http.as(viewer).get(page).status()).as(page).isEqualTo(403);
      }
    }
    Person admin = administrator();
    var create = admin.form(NEW, NEW, "slug", slug(), "name.zh-Hans", "盗");
    var change = admin.form(path, path, "name.zh-Hans", "盗");
    var move = admin.form(LIST, path + "/move", "to", "up");
    long before = count();
    for (Person person : List.of(http.stranger(), http.as(people.member()), http.as(people.editorOf(channel.id())))) {
      int refused = person.cookies().containsKey("session") ? 403 : 303;
      List<String> token = person.form("/languages", "/languages").get("_csrf");
      for (var form : Map.of(NEW, create, path, change, path + "/move", move).entrySet()) {
        var own = new LinkedHashMap<>(form.getValue());
        own.put("_csrf", token);
        assertThat(person.post(form.getKey(), own).status()).as(form.getKey()).isEqualTo(refused);
      }
    }
    for (var form : Map.of(NEW, create, path, change, path + "/move", move).entrySet()) {
      form.getValue().remove("_csrf");
      assertThat(admin.post(form.getKey(), form.getValue()).status()).isEqualTo(403);
    }
    assertThat(count()).isEqualTo(before);
    assertThat(channels.one(Viewer.CONSOLE, channel.slug()).texts()).doesNotContainKey(Lang.ZH_HANS);
  }

  @Test
  void aChannelThatIsNotThereIsNotFound() {
    Person admin = administrator();
    assertThat(admin.get(LIST + "/nowhere").status()).isEqualTo(404);
    var form = admin.form(NEW, NEW, "name.zh-Hans", "湖", "to", "up");
    assertThat(admin.post(LIST + "/nowhere", form).status()).isEqualTo(404);
    assertThat(admin.post(LIST + "/nowhere/move", form).status()).isEqualTo(404);
  }
}
