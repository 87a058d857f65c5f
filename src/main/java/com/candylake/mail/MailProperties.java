package com.candylake.mail;

import com.candylake.base.Secrets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The server that takes the site's mail (submission, RFC 6409).
 *
 * @param host absent: the site sends no mail
 * @param user absent: without signing in
 * @param passwordFile a file whose first line is the password, instead of {@code password}
 * @param from the address that letters come from
 */
@ConfigurationProperties("candylake.mail")
public record MailProperties(
    @Nullable String host,
    @DefaultValue("587") int port,
    @DefaultValue("starttls") Security security,
    @Nullable String user,
    @DefaultValue("") String password,
    @Nullable Path passwordFile,
    @DefaultValue("") String from) {

  /** How the connection is kept from being read (RFC 8314). */
  public enum Security {
    /** TLS from the first byte; usually port 465. */
    TLS,
    /** TLS is asked for, and nothing is sent without it. */
    STARTTLS,
    /** In the open: for a server on this machine. */
    NONE
  }

  /** Whether the site can send mail. */
  public boolean isConfigured() {
    return host != null && !host.isBlank();
  }

  String secret() {
    return Secrets.of(password, passwordFile, "candylake.mail.password-file");
  }

  @Override
  public String toString() {
    return "MailProperties[host=" + host + ", port=" + port + ", security=" + security + ", user=" + user
        + ", password=***, from=" + from + "]";
  }
}
