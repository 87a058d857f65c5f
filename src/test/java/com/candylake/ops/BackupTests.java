package com.candylake.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.Lang;
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

/** The verbs around backups, as an operator calls them while the server runs; what they do is tested in archive. */
@ExtendWith(OutputCaptureExtension.class)
class BackupTests extends PlatformTest {
  @Autowired private Environment environment;

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
  void aBackupIsTakenTriedAndRestored(CapturedOutput output) throws IOException {
    desk.flash(people.member(), Lang.EN, "To be kept.");
    String file = temporary().resolve("backup.zip").toString();
    assertThat(Cli.run("backup", file, "--data", data())).isZero();
    assertThat(last(output)).matches("Backed up \\d+ rows of \\d+ tables and \\d+ files into .*backup.zip \\(.* MB\\) in .* s;"
        + " schema \\d+, change log at \\d+\\.");
    assertThat(Cli.run("backup", file, "--data", data())).isEqualTo(1);
    assertThat(output.getErr()).contains("candylake: " + file + " is there already; name another file, or give --force");
    assertThat(Cli.run("backup", file, "--force", "--data", data())).isZero();
    assertThat(Cli.run("backup", "--verify", file)).isZero();
    assertThat(last(output)).startsWith("Restored and compared in ").endsWith(": every row and file is as it was.");
    Path restored = temporary();
    assertThat(Cli.run("restore", file, "--data", restored.toString())).isZero();
    assertThat(last(output)).startsWith("Restored ").endsWith(" s. Everybody signs in anew.");
    if (DIALECT == Dialect.POSTGRESQL) {
      assertThat(output.getOut()).contains("The archived configuration is in ");
    }
    assertThat(Cli.run("doctor", "--data", restored.toString())).isZero();
    assertThat(Cli.run("restore", file, "--data", restored.toString())).isEqualTo(1);
    assertThat(output.getErr()).contains("is there already; restore into an empty folder (--data)");
  }

  @Test
  void whatIsAskedWronglyIsSaid(CapturedOutput output) throws IOException {
    Path file = Files.writeString(temporary().resolve("notes.txt"), "hello");
    assertThat(Cli.run("backup", "--verify", file.toString())).isEqualTo(1);
    assertThat(output.getErr())
        .contains("candylake: " + file + " cannot be used: it is no archive, or was cut off. Take another backup.");
    assertThat(Cli.run("backup", "--verify", "--force", file.toString())).isEqualTo(2);
    assertThat(Cli.run("backup", file + ".zip", "--scratch", ".")).isEqualTo(2);
    assertThat(Cli.run("backup")).isEqualTo(2);
    assertThat(Cli.run("restore", file.toString(), "--data", temporary().toString())).isEqualTo(1);
    assertThat(Cli.run("move", "--data", temporary().toString())).isEqualTo(1);
    assertThat(output.getErr()).contains("candylake: no PostgreSQL is configured; set candylake.database.url");
    assertThat(Cli.run("backup", file + ".zip", "--data", temporary().resolve("none").toString())).isEqualTo(1);
    assertThat(output.getErr()).contains("candylake: there is no database in ");
  }

  private static String last(CapturedOutput output) {
    return output.getOut().lines().toList().getLast();
  }
}
