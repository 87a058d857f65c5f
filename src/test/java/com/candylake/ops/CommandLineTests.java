package com.candylake.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.database.Dialect;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

/** The verbs, as an operator calls them, on the database that the server of these tests is running on. */
@ExtendWith(OutputCaptureExtension.class)
class CommandLineTests extends PlatformTest {
  @Autowired private Environment environment;

  /** The server's own folder on SQLite; on PostgreSQL a folder whose configuration leads to the server's database. */
  private String data() throws IOException {
    if (DIALECT == Dialect.SQLITE) {
      return environment.getRequiredProperty("candylake.data");
    }
    Path folder = temporary();
    Files.writeString(folder.resolve("candylake.properties"),
        "candylake.database.url=" + environment.getRequiredProperty("candylake.database.url")
            + "\ncandylake.database.user=postgres\n");
    return folder.toString();
  }

  @Test
  void itemsAreImportedBesideARunningServerWhichShowsThemAtOnce(CapturedOutput output) throws IOException {
    String slug = "cli-" + System.nanoTime();
    Path file = Files.writeString(temporary().resolve("items.jsonl"), """
        {"id":"%1$s-1","lang":"en","channel":"%1$s","author":"Cli","title":"From the command line","body":"Body."}
        {"id":"%1$s-1","lang":"ja","title":"コマンドラインから","body":"本文。"}
        """.formatted(slug));
    assertThat(Cli.run("import", "items", file.toString(), "--source", slug, "--data", data())).isZero();
    assertThat(output.getOut().lines().toList().getLast())
        .startsWith("1 items created, 0 changed, 0 unchanged, 0 refused; 2 texts and 0 replies written in");
    long until = System.nanoTime() + 20_000_000_000L;
    while (http.get("/c/" + slug).status() == 404 && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(http.get("/c/" + slug, "Accept-Language", "ja").page().select(".story h2").text())
        .isEqualTo("コマンドラインから");
    assertThat(Cli.run("import", "items", file.toString(), "--source", slug, "--data", data())).isZero();
    assertThat(output.getOut().lines().toList().getLast()).startsWith("0 items created, 0 changed, 1 unchanged");
  }

  @Test
  void whatIsRefusedIsNamedAndTheRestIsImported(CapturedOutput output) throws IOException {
    String source = "cli-" + System.nanoTime();
    Path file = Files.writeString(temporary().resolve("items.jsonl"), """
        {"id":"good","lang":"en","title":"Good","body":"Body."}
        {"id":"bad","lang":"en","title":"","body":"Body."}
        nonsense
        """);
    assertThat(Cli.run("import", "items", file.toString(), "--source", source, "--data", data())).isEqualTo(1);
    assertThat(output.getErr()).contains("items.jsonl:3: JSON: ").contains("bad: title: This cannot be empty.");
    assertThat(output.getOut().lines().toList().getLast()).startsWith("1 items created, 0 changed, 0 unchanged, 2 refused");
  }

  @Test
  void aFileThatIsNotThereIsSaidInOneLine(CapturedOutput output) throws IOException {
    assertThat(Cli.run("import", "items", "none.jsonl", "--data", data())).isEqualTo(1);
    assertThat(output.getErr()).contains("candylake: cannot read none.jsonl");
  }

  private int add(String password, String... arguments) throws IOException {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(password.getBytes(StandardCharsets.UTF_8)));
    try {
      var all = new ArrayList<>(List.of("member", "add", "--data", data()));
      all.addAll(List.of(arguments));
      return Cli.run(all.toArray(String[]::new));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aMemberIsAddedBesideARunningServerAndSignsInThere(CapturedOutput output) throws IOException {
    String name = "管家" + System.nanoTime() % 1_000_000;
    assertThat(add("湖の水は甘い 2042\r\nnot this line\n", name, "--role", "admin")).isZero();
    assertThat(output.getOut().lines().toList().getLast()).isEqualTo("Added " + name + " as ADMIN.");
    assertThat(output.getAll()).doesNotContain("湖の水は甘い");
    Person person = http.stranger();
    assertThat(person.submit("/sign-in", "/sign-in", "name", name, "password", "湖の水は甘い 2042").status()).isEqualTo(303);
    assertThat(person.get("/admin").status()).isEqualTo(200);
    String member = "读者" + System.nanoTime() % 1_000_000;
    assertThat(add("a long pass phrase", member)).isZero();
    Person other = http.stranger();
    other.submit("/sign-in", "/sign-in", "name", member, "password", "a long pass phrase");
    assertThat(other.get("/admin").status()).isEqualTo(403);
  }

  @Test
  void whoHasLostTheirPasswordGetsALinkFromTheOperator(CapturedOutput output) throws IOException {
    String name = "忘れた人" + System.nanoTime() % 1_000_000;
    people.signedUp(name, "湖の水は甘い 2042");
    assertThat(Cli.run("member", "link", "--data", data(), name)).isZero();
    String link = URI.create(output.getOut().lines().toList().getLast()).getRawPath()
        + "?" + URI.create(output.getOut().lines().toList().getLast()).getRawQuery();
    // the verb goes by the machine's clock, and the tests' has been put forward by days
    numbers("update account_link set expires_at = ? where purpose = 'SIGN_IN' returning member",
        clock.instant().plusSeconds(60).toEpochMilli());
    Person person = http.stranger();
    assertThat(person.submit(link, "/sign-in/link").header("Location")).contains("/account");
    assertThat(person.get("/").page().select("details.me b").text()).isEqualTo(name);
    assertThat(http.stranger().get(link).page().select(".problem")).hasSize(1);
    assertThat(Cli.run("member", "link", "--data", data(), "nobody at all")).isEqualTo(1);
    assertThat(output.getAll()).contains("there is no member nobody at all");
  }

  @Test
  void whoHasLostTheirAuthenticatorIsLetInByTheOperator(CapturedOutput output) throws IOException {
    String name = "鍵をなくした人" + System.nanoTime() % 1_000_000;
    people.signedUp(name, "湖の水は甘い 2042");
    assertThat(Cli.run("member", "one-step", "--data", data(), name)).isZero();
    assertThat(output.getOut()).contains(name + " had no second step.");
    numbers("""
        insert into totp (member, secret, last_step, created_at) select id, 'A', 0, 0 from member where name = ? returning 1""",
        name);
    assertThat(http.stranger().submit("/sign-in", "/sign-in", "name", name, "password", "湖の水は甘い 2042").header("Location"))
        .contains("/sign-in/code?then=%2F");
    assertThat(Cli.run("member", "one-step", "--data", data(), name)).isZero();
    assertThat(output.getOut()).contains(name + " signs in with the password alone now.");
    assertThat(http.stranger().submit("/sign-in", "/sign-in", "name", name, "password", "湖の水は甘い 2042").header("Location"))
        .contains("/");
    assertThat(Cli.run("member", "one-step", "--data", data(), "nobody at all")).isEqualTo(1);
  }

  @Test
  void anEditorEditsTheChannelsThatAreNamed(CapturedOutput output) throws IOException {
    String one = desk.channel().slug();
    String two = desk.channel().slug();
    String name = "编者" + System.nanoTime() % 1_000_000;
    assertThat(add("a long pass phrase", name, "--role", "EDITOR", "--channel", one, "--channel", two)).isZero();
    assertThat(output.getOut().lines().toList().getLast())
        .isEqualTo("Added " + name + " as EDITOR of " + one + ", " + two + ".");
    assertThat(number("select count(*) from editor_channel join member on member.id = member where name = ?", name))
        .isEqualTo(2);
    assertThat(number("select count(*) from member_role join member on member.id = member where name = ?", name))
        .isEqualTo(2);
  }

  @Test
  void aMemberWhoCannotBeTakenIsNotAdded(CapturedOutput output) throws IOException {
    String taken = "占用" + System.nanoTime() % 1_000_000;
    people.member(taken);
    long before = number("select count(*) from member");
    assertThat(add("a long pass phrase", taken, "--role", "ADMIN")).isEqualTo(1);
    assertThat(output.getErr()).contains("candylake: name: This name is taken.");
    assertThat(add("", "a/b")).isEqualTo(1);
    assertThat(output.getErr()).contains("name: A user name cannot contain").contains("password: This cannot be empty.");
    assertThat(add("short\n", "新" + taken)).isEqualTo(1);
    assertThat(add("a long pass phrase", "新" + taken, "--role", "EDITOR", "--channel", "nowhere")).isEqualTo(1);
    assertThat(output.getErr()).contains("candylake: there is no channel nowhere");
    assertThat(add("a long pass phrase", "新" + taken, "--role", "EDITOR")).isEqualTo(2);
    assertThat(add("a long pass phrase", "新" + taken, "--channel", "news")).isEqualTo(2);
    assertThat(add("a long pass phrase", "新" + taken, "--role", "KING")).isEqualTo(2);
    assertThat(output.getErr()).contains("MODERATOR");
    assertThat(number("select count(*) from member")).isEqualTo(before);
    assertThat(number("select count(*) from member_role join member on member.id = member where name = ?", taken))
        .isEqualTo(1);
  }

  @Test
  void aVerbThatIsNoneShowsWhatThereIs(CapturedOutput output) {
    assertThat(Cli.run("publish")).isEqualTo(2);
    assertThat(output.getErr()).contains("serve").contains("doctor");
  }
}
