package com.candylake.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.springframework.context.ConfigurableApplicationContext;

/** The demonstration's newsroom, for tests that want something to look at. */
public final class DemoContent {
  private DemoContent() {}

  /** Makes what the running platform lacks of it; the second time nothing. */
  public static void load(ConfigurableApplicationContext platform) {
    try {
      Demo.load(platform);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The platform on a free port, over that data folder and as configured there. */
  public static ConfigurableApplicationContext empty(Path data) {
    return Installation.serve(data, 0);
  }

  /** The platform on a free port, over that data folder, with the demonstration in it. */
  public static ConfigurableApplicationContext serve(Path data) {
    ConfigurableApplicationContext platform = Installation.serve(data, 0);
    load(platform);
    return platform;
  }
}
