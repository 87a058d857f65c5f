package com.candylake.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.DataFolder;
import com.candylake.database.DatabaseProperties;
import com.candylake.live.LiveProperties;
import com.candylake.media.MediaProperties;
import com.candylake.web.ProxyProperties;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** What can be configured, what doctor knows of it and what the manual says are the same. */
@Tag("once")
class ConfigurationKeysTests {
  private static final Path MANUAL = Path.of("docs/CONFIGURATION.md");
  private static final Pattern ROW = Pattern.compile("^\\| `(candylake\\.[^`]+)` \\|", Pattern.MULTILINE);

  @Test
  void theManualDescribesEveryKey() throws IOException {
    assertThat(described())
        .as("docs/CONFIGURATION.md has one row for each key of ConfigurationKeys, and no other: | `candylake.x` | … |")
        .containsExactlyInAnyOrderElementsOf(ConfigurationKeys.all());
  }

  @Test
  void doctorKnowsEveryComponentOfTheConfiguration() {
    Set<String> components = Stream.of(DatabaseProperties.class, DataFolder.class, LiveProperties.class,
            MediaProperties.class, MetricsProperties.class, ProxyProperties.class)
        .flatMap(ConfigurationKeysTests::keys).collect(Collectors.toCollection(TreeSet::new));
    assertThat(ConfigurationKeys.all())
        .as("add the new component's key to ConfigurationKeys, or doctor calls it a spelling mistake")
        .containsAll(components);
  }

  @Test
  void doctorKnowsEveryKeyThatTheProgramSetsItself() throws IOException {
    var ours = new Properties();
    try (var in = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
      ours.load(in);
    }
    assertThat(ConfigurationKeys.all())
        .as("add these keys of application.properties to ConfigurationKeys, or doctor calls them spelling mistakes")
        .containsAll(ours.stringPropertyNames().stream().filter(k -> k.startsWith("candylake.")).toList());
  }

  @Test
  void noKeyStandsTwice() {
    assertThat(ConfigurationKeys.all()).doesNotHaveDuplicates();
  }

  private static List<String> described() throws IOException {
    assertThat(MANUAL).as("the operator's manual of configuration").exists();
    return ROW.matcher(Files.readString(MANUAL)).results().map(r -> r.group(1)).toList();
  }

  /** {@code candylake.database.password-file} */
  private static Stream<String> keys(Class<?> properties) {
    String prefix = Objects.requireNonNull(properties.getAnnotation(ConfigurationProperties.class)).value();
    return Arrays.stream(properties.getRecordComponents()).map(RecordComponent::getName)
        .map(name -> prefix + "." + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
  }
}
