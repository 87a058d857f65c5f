package com.candylake.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.candylake.base.DataFolder;
import com.candylake.database.Connections;
import com.candylake.database.Schema;
import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What cannot be restored is refused in a sentence, and nothing of it is left. */
@Tag("once")
class DamagedArchiveTests {
  private final DataFolder source = Places.folder();
  private final DataFolder target = Places.folder();
  private final Path file = PlatformTest.temporary().resolve("backup.zip");

  @BeforeEach
  void aSmallSite() throws Exception {
    Connections database = Places.sqlite(source);
    Schema.of(database).migrate();
    Places.execute(database, "pragma synchronous = off",
        "insert into member (id, name, name_key, created_at) values (7, '糖', '糖', 0)",
        "insert into item (id, kind, author, lang, stage, created_at, published_at, hot)"
            + " values (1, 2, 7, 'ja', 'PUBLISHED', 1, 2, 3)",
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 200)"
            + " insert into setting (name, value) select 'n' || i, hex(randomblob(8)) from n");
    Files.writeString(source.resolve("candylake.properties"), "candylake.port=8081\n");
    write(file, false);
  }

  private void write(Path to, boolean force) throws Exception {
    Archives.write(Places.sqlite(source), source, to, force, Instant.EPOCH, Watcher.NOBODY);
  }

  private Archives.Restored restore(Path archive) throws Exception {
    return Archives.restore(archive, Places.sqlite(target), target, Watcher.NOBODY);
  }

  private void refused(String because) {
    assertThatThrownBy(() -> restore(file)).isInstanceOf(IOException.class).hasMessageContaining(because);
    assertThatThrownBy(() -> Archives.verify(file, PlatformTest.temporary(), Watcher.NOBODY))
        .hasMessageContaining(because);
    assertThat(target.data()).isEmptyDirectory();
  }

  @Test
  void anArchiveThatWasCutOffAnywhereIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    for (int length : List.of(0, 1, 100, whole.length / 2, whole.length - 1)) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused("it is no archive, or was cut off. Take another backup.");
    }
  }

  @Test
  void aChangedByteIsNoticedOrChangesNothing() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    restore(file);
    var content = Places.content(Places.sqlite(target));
    long seed = System.nanoTime();
    System.out.println("DamagedArchiveTests: seed " + seed);
    var dice = new Random(seed);
    int noticed = 0;
    for (int i = 0; i < 50; i++) {
      byte[] changed = whole.clone();
      int place = dice.nextInt(whole.length);
      changed[place] ^= (byte) (1 << dice.nextInt(8));
      Files.write(file, changed);
      try (var archive = new ArchiveReader(file)) {
        archive.check(Watcher.NOBODY);
      } catch (IOException e) {
        assertThat(e).isInstanceOf(ArchiveException.class);
        noticed++;
        continue;
      }
      DataFolder folder = Places.folder();
      Archives.restore(file, Places.sqlite(folder), folder, Watcher.NOBODY);
      assertThat(Places.content(Places.sqlite(folder))).as("byte %d", place).isEqualTo(content);
    }
    assertThat(noticed).isGreaterThan(20);
  }

  @Test
  void whatIsNoArchiveOfOursIsRefused() throws Exception {
    Files.writeString(file, "-- a dump\n");
    refused("it is no archive, or was cut off");
    Files.delete(file);
    refused("cannot read " + file);
    zip("notes.txt", "hello");
    refused("it is not one that CandyLake has made");
    zip("manifest.json", "{\"format\":\"of another program\"}");
    refused("it is not one that CandyLake has made");
    zip("manifest.json", "not JSON");
    refused("its manifest cannot be read");
  }

  private void zip(String name, String content) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Writes the archive anew with another manifest, whose hashes agree with it. */
  private void manifest(UnaryOperator<String> change) throws IOException {
    Path before = Files.move(file, file.resolveSibling("before.zip"));
    try (var zip = new ZipFile(before.toFile()); var out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (ZipEntry entry : zip.stream().toList()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        String text = new String(bytes, StandardCharsets.UTF_8);
        out.write(entry.getName().equals("manifest.json") ? change.apply(text).getBytes(StandardCharsets.UTF_8) : bytes);
      }
    }
    Files.delete(before);
  }

  @Test
  void whatANewerVersionMadeIsRefused() throws Exception {
    manifest(m -> m.replaceFirst("\"schema\" : \"\\d+\"", "\"schema\" : \"77\""));
    refused("it has schema 77, which this version of CandyLake does not know; upgrade CandyLake first");
    manifest(m -> m.replace("\"version\" : 1", "\"version\" : 2"));
    refused("was made by a newer version of CandyLake; upgrade CandyLake first.");
  }

  @Test
  void aFileThatWouldLandElsewhereIsRefused() throws Exception {
    for (String name : List.of("../out", "/etc/passwd", "media/../../out", "media", "candylake.db")) {
      manifest(m -> m.replaceFirst("\"name\" : \"candylake.properties\"", "\"name\" : \"" + name + "\""));
      refused("it has a file that does not belong there: " + name);
      write(file, true);
    }
  }

  @Test
  void aTableThatIsMissingOrHasOtherColumnsIsRefused() throws Exception {
    manifest(m -> m.replaceFirst("\"name\" : \"slug\"", "\"name\" : \"snail\""));
    refused("The table channel in the archive has other columns than schema");
    write(file, true);
    manifest(m -> m.replaceFirst("\"name\" : \"vote\",", "\"name\" : \"veto\","));
    refused("tables/veto.jsonl is missing in it");
  }

  @Test
  void rowsThatReferToNothingAreRefused() throws Exception {
    // as a database that was mended by hand may have them
    Places.execute(Places.sqlite(source), "pragma foreign_keys = off", "delete from member");
    write(file, true);
    refused("a row of item refers to a row of member that is not there");
  }

  @Test
  void aFileThatIsThereIsNotReplacedUnlessForced() throws Exception {
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> write(file, false))
        .hasMessage(file + " is there already; name another file, or give --force to replace it");
    assertThat(file).hasBinaryContent(before);
    Places.execute(Places.sqlite(source), "delete from setting");
    write(file, true);
    assertThat(Files.size(file)).isLessThan(before.length);
    assertThatThrownBy(() -> write(file.resolveSibling("none/backup.zip"), false)).hasMessageContaining("there is no folder");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    try (Stream<Path> beside = Files.list(file.getParent())) {
      assertThat(beside).as("nothing else is left").containsExactly(file);
    }
  }

  @Test
  void aBackupThatFailsLeavesNothing() throws Exception {
    Places.execute(Places.sqlite(source), "drop table change_head");
    assertThatThrownBy(() -> write(file.resolveSibling("second.zip"), false)).isInstanceOf(Exception.class);
    try (Stream<Path> beside = Files.list(file.getParent())) {
      assertThat(beside).containsExactly(file);
    }
  }

  @Test
  void whatIsInUseIsNotRestoredOver() throws Exception {
    restore(file);
    Places.execute(Places.sqlite(target), "insert into setting (name, value) values ('since', 'x')");
    assertThatThrownBy(() -> restore(file))
        .hasMessage(target.resolve("candylake.db") + " is there already; restore into an empty folder (--data)");
    assertThat(Places.value(Places.sqlite(target), "select value from setting where name = 'since'")).isEqualTo("x");
  }

  @Test
  void aRestoreThatWasCutOffIsDoneByRunningItAgain() throws Exception {
    var cutOff = new Watcher() {
      private int rows;

      @Override
      public void begins(String what, long all) {}

      @Override
      public void row() {
        rows++;
        if (rows == 300) {
          throw new IllegalStateException("cut off");
        }
      }
    };
    assertThatThrownBy(() -> Archives.restore(file, Places.sqlite(target), target, cutOff)).hasMessage("cut off");
    assertThat(target.data()).isEmptyDirectory();
    Files.createDirectories(target.resolve(".restoring/media"));
    Files.writeString(target.resolve(".restoring/candylake.db"), "half of it, as a kill leaves it");
    restore(file);
    assertThat(Places.content(Places.sqlite(target))).isEqualTo(Places.content(Places.sqlite(source)));
    assertThat(target.resolve(".restoring")).doesNotExist();
  }

  @Test
  void theConfigurationIsNotPutWhereItWouldLeadElsewhere() throws Exception {
    Path own = target.resolve("candylake.properties");
    Path beside = target.resolve("candylake.properties.from-backup");
    Files.writeString(own, "candylake.port=1\n");
    assertThat(restore(file).configuration()).isEqualTo(beside);
    assertThat(own).hasContent("candylake.port=1\n");
    assertThat(beside).hasContent("candylake.port=8081\n");

    Files.writeString(source.resolve("candylake.properties"), "candylake.database.url=jdbc:postgresql://there/site\n");
    write(file, true);
    DataFolder empty = Places.folder();
    Archives.restore(file, Places.sqlite(empty), empty, Watcher.NOBODY);
    assertThat(empty.resolve("candylake.properties")).doesNotExist();
    assertThat(empty.resolve("candylake.properties.from-backup")).exists();
  }
}
