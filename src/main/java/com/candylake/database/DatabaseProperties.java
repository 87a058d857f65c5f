package com.candylake.database;

import com.candylake.base.Secrets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which database.
 *
 * @param url a {@code jdbc:postgresql:} address; absent: SQLite in the data folder
 * @param replica a {@code jdbc:postgresql:} address that pages are read from; absent: the primary
 * @param passwordFile a file whose first line is the password, instead of {@code password}
 * @param readers how many connections read at the same time
 * @param writers how many connections write at the same time (PostgreSQL; SQLite has one)
 */
@ConfigurationProperties("candylake.database")
public record DatabaseProperties(
    @Nullable String url,
    @Nullable String replica,
    @DefaultValue("candylake") String user,
    @DefaultValue("") String password,
    @Nullable Path passwordFile,
    @DefaultValue("8") int readers,
    @DefaultValue("8") int writers) {

  public Dialect dialect() {
    return url == null || url.isBlank() ? Dialect.SQLITE : Dialect.POSTGRESQL;
  }

  boolean hasReplica() {
    return dialect() == Dialect.POSTGRESQL && replica != null && !replica.isBlank();
  }

  String secret() {
    return Secrets.of(password, passwordFile, "candylake.database.password-file");
  }

  @Override
  public String toString() {
    return "DatabaseProperties[url=" + url + ", replica=" + replica + ", user=" + user + ", password=***, readers="
        + readers + ", writers=" + writers + "]";
  }
}
