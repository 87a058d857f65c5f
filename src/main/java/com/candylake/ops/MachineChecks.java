package com.candylake.ops;

import com.candylake.base.DataFolder;
import com.candylake.cache.Gzip;
import com.candylake.database.DatabaseProperties;
import com.candylake.database.Dialect;
import com.candylake.live.LiveProperties;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.VersionInfo;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Java, the machine and the data folder are like. */
record MachineChecks(DataFolder folder, DatabaseProperties database, LiveProperties live, Clock clock) {
  private static final long MEBI = 1L << 20;
  private static final long ROOM = 1L << 30;
  private static final long LEAST_HEAP = 128 * MEBI;

  /** Connections of readers, database, files of the program: beside the streams. */
  private static final int FILES = 1_000;

  /** Before the program was written no clock is right. */
  private static final LocalDate BORN = LocalDate.of(2026, 1, 1);

  /** SQLite's log needs memory that all its readers share (sqlite.org/wal.html): not over a network. */
  private static final Set<String> NETWORK = Set.of("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "afs", "ceph",
      "fuse.sshfs", "fuse.s3fs", "fuse.rclone", "fuse.glusterfs", "glusterfs");
  private static final Set<String> GONE_WITH_THE_MACHINE = Set.of("tmpfs", "ramfs");

  static Check java() {
    return new Check("java", "install a JDK 25", () -> {
      int version = Runtime.version().feature();
      return version >= 25 ? Finding.ok(Runtime.version().toString())
          : Finding.problem("JDK " + version, "install a JDK 25");
    });
  }

  /** A key that nothing reads is a spelling mistake that would otherwise go unnoticed. */
  static Check keys(Path data) {
    return new Check("configuration", "make candylake.properties readable, in UTF-8", () -> {
      Path file = data.resolve("candylake.properties");
      if (!Files.exists(file)) {
        return Finding.ok("no candylake.properties: the defaults");
      }
      var properties = new Properties();
      try (var in = Files.newBufferedReader(file)) {
        properties.load(in);
      }
      var unknown = new TreeSet<String>();
      properties.stringPropertyNames().stream().filter(k -> !ConfigurationKeys.known(k)).forEach(unknown::add);
      return unknown.isEmpty() ? Finding.ok(properties.size() + " keys")
          : Finding.problem("unknown keys: " + String.join(", ", unknown),
              "correct or delete them in " + file + "; docs/CONFIGURATION.md lists every key");
    });
  }

  List<Check> all() {
    return List.of(
        new Check("memory", "look at the memory of this machine", this::memory),
        new Check("open files", "look at the limit of open files", this::files),
        new Check("language data", "install a whole JDK 25", MachineChecks::languageData),
        new Check("compression", "install libisal2 anew", () -> Finding.ok(Gzip.isNative() ? "igzip"
            : "zlib; libisal2, a small package of the distribution, takes a fifth of its time")),
        new Check("clock", "set the clock of this machine", this::time),
        new Check("data folder", "give the data folder to the user that runs the platform", this::dataFolder),
        new Check("owner", "give all of the data folder to the user that runs the platform", this::owner),
        new Check("permissions", "make the data folder readable for its owner only", this::permissions),
        new Check("file system", "look at where the data folder is", this::fileSystem),
        new Check("disk space", "look at where the data folder is", this::space));
  }

  private Finding memory() {
    long machine = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    long heap = Runtime.getRuntime().maxMemory();
    String found = "heap up to " + heap / MEBI + " MiB, memory " + machine / MEBI + " MiB";
    if (heap > machine / 4 * 3) {
      return Finding.warning(found, "lower -Xmx in CANDYLAKE_JAVA_OPTIONS to half of the memory: Java needs some beside the"
          + " heap, and the database needs the system's cache of files");
    }
    return heap < LEAST_HEAP
        ? Finding.warning(found, "set CANDYLAKE_JAVA_OPTIONS=-Xmx256m, or give the machine more memory") : Finding.ok(found);
  }

  private Finding files() {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
      return Finding.ok("no limit is known on this system");
    }
    long most = unix.getMaxFileDescriptorCount();
    long needed = live.streams() + (long) FILES + database.readers() + database.writers();
    String found = most + " at once, " + needed + " needed";
    return most >= needed ? Finding.ok(found) : Finding.warning(found,
        "allow more (LimitNOFILE=65536 in systemd, ulimit -n), or fewer streams: candylake.live.streams="
            + Math.max(0, most - needed + live.streams()));
  }

  private static Finding languageData() {
    String found = "ICU " + VersionInfo.ICU_VERSION.getVersionString(2, 2) + ", time zones "
        + ZoneRulesProvider.getVersions("UTC").lastKey() + " (pages: " + TimeZone.getTZDataVersion() + ")";
    Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    if (!names.equals(StandardCharsets.UTF_8)) {
      return Finding.warning(found + ", file names in " + names,
          "set LANG=C.UTF-8 for the server, or files with Chinese, Japanese or Korean names cannot be opened");
    }
    return Finding.ok(found);
  }

  private Finding time() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return today.isBefore(BORN)
        ? Finding.problem("it is said to be " + today, "set the clock and keep it right (systemd-timesyncd, chrony)")
        : Finding.ok(clock.instant().toString());
  }

  private Path data() {
    return folder.data().toAbsolutePath().normalize();
  }

  /** What there is of the way to the data folder. */
  private Path there() {
    Path there = data();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  private Finding dataFolder() {
    if (!Files.exists(data())) {
      return Files.isWritable(there()) ? Finding.ok(data() + " (will be made)")
          : Finding.problem(data() + " cannot be made", "choose another with --data, or make it");
    }
    if (!Files.isDirectory(data()) || !Files.isWritable(data())) {
      return Finding.problem(data() + " cannot be written to", "give it to the user that runs the platform");
    }
    return Finding.ok(data().toString());
  }

  /** A verb that root ran leaves files that the server may not write. */
  private Finding owner() throws IOException {
    if (!Files.isDirectory(data())) {
      return Finding.ok("nothing there yet");
    }
    String owner = Files.getOwner(data()).getName();
    var others = new ArrayList<String>();
    try (Stream<Path> files = Files.list(data())) {
      for (Path file : files.sorted().toList()) {
        if (!Files.getOwner(file).getName().equals(owner)) {
          others.add(file.getFileName() + " (" + Files.getOwner(file).getName() + ")");
        }
      }
    }
    if (!others.isEmpty()) {
      return Finding.problem("belongs to " + owner + ", but not: " + String.join(", ", others),
          "chown -R " + owner + " " + data() + "; run the verbs as " + owner);
    }
    String me = me();
    return me == null || me.equals(owner) ? Finding.ok(owner) : Finding.warning("belongs to " + owner + ", and you are " + me,
        "run doctor and the other verbs as " + owner + ", or what they write may be out of the server's reach");
  }

  /** Who this process runs as, by the name that files have; null where the system does not say. */
  private static @Nullable String me() throws IOException {
    Path self = Path.of("/proc/self");
    return Files.exists(self) ? Files.getOwner(self).getName() : null;
  }

  private Finding permissions() throws IOException {
    if (!Files.isDirectory(data()) || !Files.getFileStore(data()).supportsFileAttributeView("posix")) {
      return Finding.ok("nothing to say");
    }
    Set<PosixFilePermission> given = Files.getPosixFilePermissions(data());
    var others = EnumSet.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE,
        PosixFilePermission.OTHERS_EXECUTE);
    others.retainAll(given);
    if (others.contains(PosixFilePermission.OTHERS_WRITE)) {
      return Finding.problem("everybody on this machine may write into it", "chmod 700 " + data());
    }
    return others.isEmpty() ? Finding.ok("for its owner and group only")
        : Finding.warning("everybody on this machine may look into it", "chmod 700 " + data()
            + ": password hashes, drafts and, in candylake.properties, secrets are there");
  }

  private Finding fileSystem() throws IOException {
    String type = Files.getFileStore(there()).type();
    if (database.dialect() == Dialect.SQLITE && NETWORK.contains(type)) {
      return Finding.problem(type + ", over a network", "put the data folder on a disk of this machine, or use PostgreSQL:"
          + " SQLite loses writes there");
    }
    if (database.dialect() == Dialect.SQLITE && GONE_WITH_THE_MACHINE.contains(type)) {
      return Finding.warning(type + ", in memory", "put the data folder on a disk: all of it is gone at the next start of"
          + " the machine");
    }
    if (database.dialect() == Dialect.SQLITE && type.startsWith("overlay")) {
      return Finding.warning(type + ", a container's own layer", "mount a volume for the data folder: the layer goes with the"
          + " container");
    }
    return Finding.ok(type);
  }

  private Finding space() throws IOException {
    long free = Files.getFileStore(Objects.requireNonNull(there())).getUsableSpace();
    String found = free / MEBI + " MiB free";
    return free >= ROOM ? Finding.ok(found)
        : Finding.problem(found, "free at least 1 GiB: a full disk refuses every write");
  }
}
