package com.candylake.mail;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The mail server that is configured, as Jakarta Mail speaks to it. */
public final class MailServer {
  private static final int PATIENCE_MS = 20_000;

  private MailServer() {}

  /** @throws MessagingException if it cannot be reached, or does not let this site in */
  public static void knock(MailProperties properties) throws MessagingException {
    of(properties).testConnection();
  }

  static JavaMailSenderImpl of(MailProperties properties) {
    var server = new JavaMailSenderImpl();
    server.setHost(properties.host());
    server.setPort(properties.port());
    server.setDefaultEncoding(StandardCharsets.UTF_8.name());
    if (properties.user() != null) {
      server.setUsername(properties.user());
      server.setPassword(properties.secret());
    }
    Properties mail = server.getJavaMailProperties();
    mail.put("mail.smtp.auth", String.valueOf(properties.user() != null));
    mail.put("mail.smtp.starttls.enable", String.valueOf(properties.security() == MailProperties.Security.STARTTLS));
    mail.put("mail.smtp.starttls.required", String.valueOf(properties.security() == MailProperties.Security.STARTTLS));
    mail.put("mail.smtp.ssl.enable", String.valueOf(properties.security() == MailProperties.Security.TLS));
    // or any certificate would do, for whichever host
    mail.put("mail.smtp.ssl.checkserveridentity", "true");
    // what was taken is sent, whether or not the server says goodbye
    mail.put("mail.smtp.quitwait", "false");
    mail.put("mail.smtp.connectiontimeout", String.valueOf(PATIENCE_MS));
    mail.put("mail.smtp.timeout", String.valueOf(PATIENCE_MS));
    mail.put("mail.smtp.writetimeout", String.valueOf(PATIENCE_MS));
    return server;
  }
}
