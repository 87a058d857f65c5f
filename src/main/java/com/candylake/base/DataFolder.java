package com.candylake.base;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where this installation keeps everything that is its own. */
@ConfigurationProperties("candylake")
public record DataFolder(@DefaultValue("data") Path data) {
  public Path resolve(String name) {
    return data.resolve(name);
  }
}
