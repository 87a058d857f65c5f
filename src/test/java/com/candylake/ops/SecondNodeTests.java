package com.candylake.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.account.Sessions;
import com.candylake.base.Lang;
import com.candylake.channel.Channel;
import com.candylake.channel.Channels;
import com.candylake.database.Dialect;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import com.candylake.setting.Setting;
import com.candylake.setting.Settings;
import com.candylake.setting.Site;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.People;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** What is administered through one process is seen by another on the same database. */
class SecondNodeTests extends PlatformTest {
  @Autowired private Environment environment;
  @Autowired private Settings settings;
  @Autowired private Site site;

  @AfterEach
  void backToTheDefaults() {
    settings.set(Viewer.CONSOLE, Setting.NAME, Lang.JA, "");
    settings.set(Viewer.CONSOLE, Setting.NAME, Lang.KO, "");
    site.rebuild();
  }

  @Test
  void aSettingAndAChannelChangedInTheBrowserOfOneNodeAreSeenOnTheOther() throws IOException {
    Assumptions.assumeTrue(DIALECT == Dialect.POSTGRESQL, "one server on a SQLite folder");
    try (var second = secondNode()) {
      var other = new Browserless(second.getEnvironment(), second.getBean(Sessions.class));
      assertThat(other.get("/", "Accept-Language", "ja").page().select(".mark").text()).isEqualTo("CandyLake");
      Person admin = http.as(people.with(Role.ADMIN));
      assertThat(admin.submit("/admin/settings", "/admin/settings", "name.ja", "二つの湖").status()).isEqualTo(303);
      await(() -> other.get("/", "Accept-Language", "ja").page().select(".mark").text().equals("二つの湖"));

      String slug = "node-" + System.nanoTime();
      admin.submit("/admin/channels/new", "/admin/channels/new", "slug", slug, "name.zh-Hans", "新", "name.ja", "新しい");
      await(() -> named(other, slug, "新しい"));
      String path = "/admin/channels/" + slug;
      admin.submit(path, path, "name.ja", "もっと新しい");
      await(() -> named(other, slug, "もっと新しい"));

      locked(other.as(people.with(Role.ADMIN)));
    }
  }

  @Test
  void whatIsWithdrawnOnOneNodeIsGoneFromTheKeptPagesOfTheOtherWithTheAnswer() throws IOException {
    Assumptions.assumeTrue(DIALECT == Dialect.POSTGRESQL, "one server on a SQLite folder");
    try (var second = secondNode()) {
      var other = new Browserless(second.getEnvironment(), second.getBean(Sessions.class));
      await(() -> number("select count(*) from node where name = 'the second'") == 1);
      Viewer author = people.member();
      Person writer = http.as(author);
      for (int round = 0; round < 5; round++) {
        long item = desk.article(author, desk.channel());
        String path = "/a/" + item;
        await(() -> other.get(path).header("ETag").isPresent() && other.get("/u/" + name(author), "Accept-Language", "en")
            .body().contains("\"" + path + "\""));
        var answer = writer.submit("/i/" + item + "/withdraw", "/i/" + item + "/withdraw");
        assertThat(answer.header("Location")).contains("/mine?done=withdrawn");
        assertThat(other.get(path).status()).isEqualTo(410);
        assertThat(other.get("/u/" + name(author), "Accept-Language", "en").body()).doesNotContain("\"" + path + "\"");
      }
    }
    await(() -> number("select count(*) from node where name = 'the second'") == 0);
  }

  @Test
  void aNodeThatDoesNotFollowIsWaitedForAndTheAnswerSaysSo() {
    Assumptions.assumeTrue(DIALECT == Dialect.POSTGRESQL, "one server on a SQLite folder");
    Viewer author = people.member();
    Person writer = http.as(author);
    long item = desk.article(author, desk.channel());
    // as a frozen process leaves it
    numbers("insert into node (id, name, seen, applied) values ('frozen', 'frozen', ?, 0) returning applied",
        System.currentTimeMillis());
    try {
      var answer = writer.submit("/i/" + item + "/withdraw", "/i/" + item + "/withdraw");
      assertThat(answer.header("Location")).contains("/mine?done=withdrawn-unconfirmed");
      assertThat(writer.get("/mine?done=withdrawn-unconfirmed", "Accept-Language", "en").page().select("[role=status]")
          .text()).contains("Not every server has answered yet");
      assertThat(http.get("/a/" + item).status()).isEqualTo(410);
    } finally {
      numbers("delete from node where id = 'frozen' returning applied");
    }
  }

  private ConfigurableApplicationContext secondNode() throws IOException {
    Path data = temporary();
    Files.writeString(data.resolve("candylake.properties"), """
        candylake.database.url=%s
        candylake.database.user=postgres
        candylake.database.readers=2
        candylake.database.writers=2
        candylake.node.name=the second
        candylake.setting.name.ko=잠긴 이름
        """.formatted(environment.getRequiredProperty("candylake.database.url")));
    return DemoContent.empty(data);
  }

  private String name(Viewer member) {
    return text("select name from member where id = ?", People.id(member)).replace(" ", "%20");
  }

  private static boolean named(Browserless node, String slug, String name) {
    return node.get("/", "Accept-Language", "ja").page().select(".sections a[href='/c/" + slug + "']").text().equals(name);
  }

  /** The second node's file gives the Korean name. */
  private void locked(Person admin) {
    var page = admin.get("/admin/settings").page();
    assertThat(page.select("[name='name.ko'][disabled]").val()).isEqualTo("잠긴 이름");
    assertThat(page.select("[id='name.ko-help']").text())
        .isEqualTo("This is set by the server’s configuration and cannot be changed here.");
    var forged = admin.form("/admin/settings", "/admin/settings", "name.ko", "열린 이름", "name.ja", "湖");
    assertThat(admin.post("/admin/settings", forged).status()).isEqualTo(303);
    assertThat(number("select count(*) from setting where name = 'name' and lang = 'ko'")).isZero();
    assertThat(number("select count(*) from setting where name = 'name' and lang = 'ja'")).isEqualTo(1);
  }

  @Test
  void soIsWhatAnotherProcessWritesBesideTheServer() throws IOException {
    Assumptions.assumeTrue(DIALECT == Dialect.SQLITE, "shown with a second server above");
    var installation = new Installation();
    installation.data = Path.of(environment.getRequiredProperty("candylake.data"));
    String slug = "beside-" + System.nanoTime();
    try (var verb = installation.open()) {
      verb.getBean(Settings.class).set(Viewer.CONSOLE, Setting.NAME, Lang.KO, "두 호수");
      verb.getBean(Channels.class).put(Viewer.CONSOLE, slug, Map.of(Lang.JA, new Channel.Text("新しい", "", "")));
    }
    await(() -> http.get("/", "Accept-Language", "ko").page().select(".mark").text().equals("두 호수"));
    await(() -> named(http, slug, "新しい"));
  }
}
