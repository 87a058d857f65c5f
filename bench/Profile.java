import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Where a server's CPU time goes, from JFR's samples of CPU time, which count native code too. */
final class Profile {
  /** The first of these that a stack meets from its top owns the sample; more precise ones first. */
  private static final List<Map.Entry<String, String>> OWNERS = List.of(
      Map.entry("org.sqlite.core.NativeDB", "SQLite"),
      Map.entry("org.sqlite.", "SQLite's driver"),
      Map.entry("com.zaxxer.hikari.", "pool"),
      Map.entry("java.util.zip.Deflater", "gzip"),
      Map.entry("com.candylake.cache.Igzip", "gzip"),
      Map.entry("com.aayushatharva.brotli4j", "brotli"),
      Map.entry("gg.jte.", "templates"),
      Map.entry("org.springframework.jdbc.", "Spring JDBC"),
      Map.entry("org.springframework.transaction.", "transactions"),
      Map.entry("org.springframework.aop.", "transactions"),
      Map.entry("org.springframework.security.", "security chain"),
      Map.entry("org.springframework.", "Spring MVC"),
      Map.entry("org.apache.tomcat.util.net.", "Tomcat: sockets"),
      Map.entry("org.apache.", "Tomcat"),
      Map.entry("com.ibm.icu.", "ICU"),
      Map.entry("com.candylake.", "CandyLake"));

  private Profile() {}

  /** What ran, while a load ran for so many seconds; {@code begin} has been called before it. */
  static void begin(long pid, Path settings) throws IOException, InterruptedException {
    Files.writeString(settings, """
        <?xml version="1.0" encoding="UTF-8"?>
        <configuration version="2.0">
          <event name="jdk.CPUTimeSample"><setting name="enabled">true</setting><setting name="throttle">10ms</setting></event>
        </configuration>
        """);
    jcmd(pid, "JFR.start", "name=bench", "settings=" + settings);
  }

  static String end(long pid, Path recording) throws IOException, InterruptedException {
    jcmd(pid, "JFR.stop", "name=bench", "filename=" + recording);
    Map<String, Integer> counts = new HashMap<>();
    int all = 0;
    try (var file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().equals("jdk.CPUTimeSample")) {
          counts.merge(owner(event), 1, Integer::sum);
          all++;
        }
      }
    }
    int total = all;
    return counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .filter(e -> e.getValue() * 50 >= total)
        .map(e -> String.format(Locale.ROOT, "%s %d %%", e.getKey(), Math.round(e.getValue() * 100.0 / total)))
        .collect(Collectors.joining(", "));
  }

  private static String owner(RecordedEvent event) {
    if (event.getStackTrace() == null) {
      return "the JVM itself (JIT, GC)";
    }
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      String type = frame.getMethod().getType().getName();
      if (type.startsWith("gg.jte.generated.")) {
        return "templates";
      }
      for (Map.Entry<String, String> owner : OWNERS) {
        if (type.startsWith(owner.getKey())) {
          return owner.getValue();
        }
      }
    }
    return "the rest of the JDK";
  }

  private static void jcmd(long pid, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid)));
    command.addAll(List.of(arguments));
    Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(jcmd.getInputStream().readAllBytes());
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd: " + said);
    }
  }
}
