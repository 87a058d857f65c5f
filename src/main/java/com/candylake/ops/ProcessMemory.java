package com.candylake.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** What Linux says of this process's memory (proc(5)); elsewhere there is no number. */
@Component
class ProcessMemory implements MeterBinder {
  private static final Path STATUS = Path.of("/proc/self/status");

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("candylake.memory.resident", () -> kibibytes("VmRSS") * 1024)
        .description("Memory of the process, with the files that it has mapped").baseUnit("bytes").register(registry);
    Gauge.builder("candylake.memory.anonymous", () -> kibibytes("RssAnon") * 1024)
        .description("Memory of the process that no file stands behind").baseUnit("bytes").register(registry);
  }

  private static double kibibytes(String name) {
    try {
      return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith(name + ":"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", ""))).findFirst().orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
