package com.candylake.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.database.Dialect;
import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Test
  void doctorMakesSixChecksAndFindsThisServerWell(CapturedOutput output) throws IOException {
    assertThat(Cli.run("doctor", "--data", data())).isZero();
    assertThat(output.getOut().lines().toList().getLast()).isEqualTo("6 checks, all well.");
  }

  @Test
  void doctorFindsAMisspeltKeyAndAFolderThatCannotBeUsed(CapturedOutput output) throws IOException {
    Path folder = temporary();
    Files.writeString(folder.resolve("candylake.properties"), "candylake.prot=80\ncandylake.setting.name.ja=湖\n");
    assertThat(Cli.run("doctor", "--data", folder.toString())).isEqualTo(1);
    assertThat(output.getOut()).contains("unknown keys: candylake.prot").contains("1 to mend");
    Path file = Files.writeString(temporary().resolve("file"), "");
    assertThat(Cli.run("doctor", "--data", file.toString())).isEqualTo(1);
  }

  @Test
  void doctorFindsADatabaseThatDoesNotAnswer(CapturedOutput output) throws IOException {
    Path folder = temporary();
    Files.writeString(folder.resolve("candylake.properties"),
        "candylake.database.url=jdbc:postgresql://127.0.0.1:1/none?connectTimeout=2\n");
    assertThat(Cli.run("doctor", "--data", folder.toString())).isEqualTo(1);
    assertThat(output.getOut()).contains("BAD database");
  }

  @Test
  void aVerbThatIsNoneShowsWhatThereIs(CapturedOutput output) {
    assertThat(Cli.run("publish")).isEqualTo(2);
    assertThat(output.getErr()).contains("serve").contains("doctor");
  }
}
