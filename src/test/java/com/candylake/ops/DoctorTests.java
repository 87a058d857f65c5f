package com.candylake.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.DataFolder;
import com.candylake.database.Dialect;
import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

/** Each thing that an operator can get wrong is planted, and found. */
@ExtendWith(OutputCaptureExtension.class)
class DoctorTests extends PlatformTest {
  @Autowired private Environment environment;

  private OwnDatabase own() {
    return new OwnDatabase(environment).migrated();
  }

  private static void assertWarning(OwnDatabase own, CapturedOutput output, String check, String text) {
    assertThat(own.doctor()).as("a warning is no problem").isZero();
    assertThat(said(output, "warning", check)).contains(text);
  }

  private static void assertProblem(OwnDatabase own, CapturedOutput output, String check, String text) {
    assertThat(own.doctor()).isEqualTo(1);
    assertThat(said(output, "PROBLEM", check)).contains(text);
  }

  /** The last line of that grade about a check, with the advice under it. */
  private static String said(CapturedOutput output, String grade, String check) {
    var lines = output.getOut().lines().toList();
    int at = -1;
    for (int i = 0; i < lines.size(); i++) {
      at = lines.get(i).startsWith("%-8s %-15s ".formatted(grade, check)) ? i : at;
    }
    assertThat(at).as("no %s about %s in:%n%s", grade, check, output.getOut()).isNotNegative();
    return lines.get(at) + "\n" + lines.get(at + 1);
  }

  private static String last(CapturedOutput output) {
    return output.getOut().lines().toList().getLast();
  }

  @Test
  void whatIsSetUpRightIsWell(CapturedOutput output) throws IOException {
    OwnDatabase own = own().plant("insert into member (name, name_key, created_at) values ('a', 'a', 0)",
        "insert into member_role (member, role) values (1, 'ADMIN')")
        .configure("candylake.setting.site.url", "https://192.0.2.7", "candylake.trusted-proxies", "127.0.0.1");
    LastBackup.note(new DataFolder(own.data()), Instant.now(clock));
    assertThat(own.doctor()).isZero();
    assertThat(last(output)).matches("\\d\\d checks, no problem.*\\.");
    assertThat(output.getOut().lines().filter(line -> line.startsWith("warning")))
        .as("what this machine is like is not the installation's fault")
        .allMatch(line -> line.matches(
            "warning +(memory|open files|file system|language data|clock|change log|owner|mail) .*"));
  }

  @Test
  void aFolderThatIsNotMadeYetIsWellAndStaysUnmade(CapturedOutput output) {
    Path data = temporary().resolve("not-yet");
    Cli.run("doctor", "--data", data.toString());
    assertThat(output.getOut()).contains("(will be made)").contains("made at the first start");
    assertThat(data).doesNotExist();
  }

  @Test
  void aKeyThatNothingReads(CapturedOutput output) {
    assertProblem(own().configure("candylake.prot", "80", "candylake.setting.name.ja", "湖"), output, "configuration",
        "unknown keys: candylake.prot");
    assertThat(last(output)).contains("1 problem");
  }

  @Test
  void aValueThatCannotBeRead(CapturedOutput output) {
    assertProblem(own().configure("candylake.database.readers", "many"), output, "values", "candylake.database");
  }

  @Test
  void aDataFolderThatIsAFile(CapturedOutput output) throws IOException {
    Path file = Files.writeString(temporary().resolve("file"), "");
    assertThat(Cli.run("doctor", "--data", file.toString())).isEqualTo(1);
    assertThat(output.getOut()).contains("cannot be written to");
  }

  @Test
  void aDataFolderThatOthersLookIntoOrWrite(CapturedOutput output) throws IOException {
    OwnDatabase own = own();
    Files.setPosixFilePermissions(own.data(), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertWarning(own, output, "permissions", "chmod 700");
    Files.setPosixFilePermissions(own.data(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertProblem(own, output, "permissions", "everybody on this machine may write");
  }

  @Test
  void aFileThatAnotherUserLeftThere(CapturedOutput output) throws IOException {
    OwnDatabase own = own();
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
    Path file = Files.writeString(own.data().resolve("candylake.db-journal-of-somebody"), "");
    Files.setOwner(file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    assertProblem(own, output, "owner", "(nobody)");
    Files.setOwner(own.data(), Files.getOwner(file));
    assertThat(own.doctor()).isEqualTo(1);
    assertThat(said(output, "PROBLEM", "owner")).contains("chown -R nobody");
  }

  @Test
  void aDatabaseThatDoesNotAnswer(CapturedOutput output) {
    assertProblem(own().configure("candylake.database.url", "jdbc:postgresql://127.0.0.1:1/none?connectTimeout=2"), output,
        "database", "start the database");
    assertThat(last(output)).contains("problems");
  }

  @Test
  void aDatabaseInAnotherEncoding(CapturedOutput output) {
    Assumptions.assumeTrue(DIALECT == Dialect.POSTGRESQL, "SQLite's is always right");
    OwnDatabase own = new OwnDatabase(environment, "encoding 'SQL_ASCII' template template0 locale 'C'");
    assertProblem(own, output, "text", "encoding SQL_ASCII");
  }

  @Test
  void moreConnectionsThanTheDatabaseHas(CapturedOutput output) {
    Assumptions.assumeTrue(DIALECT == Dialect.POSTGRESQL, "SQLite has no such limit");
    assertProblem(own().configure("candylake.database.readers", "500"), output, "connections", "raise max_connections");
  }

  @Test
  void aSqliteFileThatIsDamagedEmptyOrWrittenAnotherWay(CapturedOutput output) throws IOException, SQLException {
    Assumptions.assumeTrue(DIALECT == Dialect.SQLITE, "about the file");
    OwnDatabase own = own();
    Path file = own.connections().file();
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap("not a page of a database".repeat(400).getBytes()), 4096);
    }
    assertProblem(own, output, "soundness", "");
    Files.write(file, new byte[0]);
    assertProblem(own, output, "journal", "is empty");
    Files.delete(file);
    try (var plain = DriverManager.getConnection("jdbc:sqlite:" + file); var statement = plain.createStatement()) {
      statement.execute("create table mine (id integer)");
    }
    assertWarning(own, output, "journal", "not write-ahead");
  }

  @Test
  void aSchemaOfANewerProgram(CapturedOutput output) {
    assertProblem(own().plant("insert into flyway_schema_history (installed_rank, version, description, type, script,"
        + " checksum, installed_by, execution_time, success) select 999, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x', 1,"
        + " success from flyway_schema_history where version = '1'"), output, "schema", "newer program");
  }

  @Test
  void aSchemaThatIsBehind(CapturedOutput output) {
    OwnDatabase own = own().plant("delete from flyway_schema_history where version <> '1'");
    assertWarning(own, output, "schema", "take a backup");
    assertThat(own.doctor("--deep")).isEqualTo(1);
    assertThat(said(output, "PROBLEM", "deep")).contains("not looked");
  }

  @Test
  void aChangeFromTheFuture(CapturedOutput output) {
    long later = clock.instant().plus(Duration.ofDays(9_000)).toEpochMilli();
    assertProblem(own().plant("insert into change_log (seq, at, kind) values (1, " + later + ", 'SETTING')"), output,
        "change log", "in the future");
  }

  @Test
  void aPortThatAnotherProgramHas(CapturedOutput output) throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertProblem(own().configure("candylake.port", String.valueOf(taken.getLocalPort())), output, "port",
          "stop the program");
    }
  }

  @Test
  void aPortThatAServerOfOursHasIsWell(CapturedOutput output) {
    int port = URI.create(http.base()).getPort();
    assertThat(own().configure("candylake.port", String.valueOf(port)).doctor()).isZero();
    assertThat(output.getOut()).contains("a CandyLake serves on " + port);
  }

  @Test
  void proxiesThatAreEverybodyOrNobody(CapturedOutput output) {
    OwnDatabase own = own();
    assertProblem(own.configure("candylake.trusted-proxies", "127.0.0.1,0.0.0.0/0"), output, "trusted proxies",
        "0.0.0.0/0 holds the whole Internet");
    assertProblem(own.configure("candylake.trusted-proxies", "the proxy"), output, "trusted proxies", "");
    assertWarning(own.configure("candylake.trusted-proxies", "", "candylake.setting.site.url", "https://192.0.2.7"), output,
        "trusted proxies", "count as one");
  }

  @Test
  void limitsThatAreOff(CapturedOutput output) {
    assertProblem(own().configure("candylake.limits.enabled", "false"), output, "limits", "passwords without end");
  }

  @Test
  void mailThatNobodyTakesOrThatEverybodyReads(CapturedOutput output) {
    OwnDatabase own = own();
    assertWarning(own, output, "mail", "none");
    assertProblem(own.configure("candylake.mail.host", "127.0.0.1", "candylake.mail.port", "1"), output, "mail",
        "127.0.0.1, port 1");
    own = own();
    own.plant("insert into outbox (recipient, subject, body, lang, created_at, ended_at, problem)"
        + " values ('a@lake.example', 'a', '', 'en', 1, 2, '550 no such user')");
    assertWarning(own, output, "letters", "550 no such user");
  }

  @Test
  void metricsForThePublic(CapturedOutput output) {
    assertWarning(own().configure("candylake.metrics.port", "9464", "candylake.metrics.address", "0.0.0.0"), output,
        "metrics", "no password");
  }

  @Test
  void anAddressThatIsMissingInTheOpenOrNobodys(CapturedOutput output) {
    OwnDatabase own = own();
    assertWarning(own, output, "site address", "not set");
    own.plant("insert into setting (name, lang, value) values ('site.url', '', 'http://192.0.2.7')");
    assertWarning(own, output, "site address", "http://192.0.2.7");
    assertWarning(own.configure("candylake.setting.site.url", "https://127.0.0.1"), output, "site address",
        "this machine only");
    assertWarning(own.configure("candylake.setting.site.url", "https://nobody.invalid"), output, "site address",
        "no such host");
  }

  @Test
  void languagesThatAreNoneAndTextsThatNoListShows(CapturedOutput output) {
    OwnDatabase own = own().plant("insert into listing (item, lang, machine, kind, author, published_at) values"
        + " (1, 'ko', 0, 1, 1, 1)");
    assertWarning(own.configure("candylake.setting.languages", "ja,en"), output, "languages", "1 in ko");
    assertProblem(own.configure("candylake.setting.languages", "ja,???"), output, "languages", "no language: ???");
  }

  @Test
  void aZoneThatThereIsNot(CapturedOutput output) {
    assertProblem(own().configure("candylake.setting.zone", "Mars/Olympus"), output, "zone", "Mars/Olympus");
  }

  @Test
  void aSiteWithoutAnAdministratorAndALinkThatNobodyUsed(CapturedOutput output) {
    OwnDatabase own = own();
    assertWarning(own, output, "administrator", "restart the server for a link");
    own.plant("insert into invitation (token_hash, role, expires_at) values ('x', 'ADMIN', "
        + clock.instant().plus(Duration.ofDays(9_000)).toEpochMilli() + ")");
    assertWarning(own, output, "administrator", "whoever has the link");
  }

  @Test
  void aBackupThatIsOldOrWasNeverTaken(CapturedOutput output) throws IOException {
    OwnDatabase own = own();
    assertWarning(own, output, "backup", "none was taken");
    LastBackup.note(new DataFolder(own.data()), Instant.parse("2026-01-02T03:04:05Z"));
    assertWarning(own, output, "backup", "days ago");
    assertThat(Cli.run("backup", temporary().resolve("site.zip").toString(), "--data", own.data().toString())).isZero();
    assertThat(own.doctor()).isZero();
    assertThat(said(output, "ok", "backup")).contains("last at ");
  }
}
