package com.candylake.ops;

import com.candylake.database.Connections;
import com.candylake.mail.MailProperties;
import com.candylake.mail.MailServer;
import jakarta.mail.MessagingException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Whether letters reach members. */
record MailChecks(Connections connections, MailProperties mail, Clock clock) {
  private static final Duration LATE = Duration.ofHours(1);

  /** What does not need the database. */
  List<Check> outside() {
    return List.of(new Check("mail", "correct candylake.mail", this::server));
  }

  /** What only a database with a schema can tell. */
  List<Check> inside() {
    return List.of(new Check("letters", "see what the log says of letters", this::letters));
  }

  private Finding server() {
    if (!mail.isConfigured()) {
      return Finding.warning("none: nobody confirms an address, and who has lost their password needs you",
          "set candylake.mail.host; until then: ./candylake member link NAME");
    }
    String server = mail.host() + ", port " + mail.port();
    try {
      MailServer.knock(mail);
    } catch (MessagingException e) {
      return Finding.problem(server + ": " + e.getMessage(), "correct candylake.mail.host, port, security, user and password");
    }
    boolean open = mail.security() == MailProperties.Security.NONE
        && !List.of("127.0.0.1", "::1", "localhost").contains(mail.host());
    return open ? Finding.warning(server + ", in the open",
        "set candylake.mail.security=starttls: letters hold links to sign in") : Finding.ok(server);
  }

  private Finding letters() throws SQLException {
    try (Connection connection = connections.open()) {
      if (!Ask.hasTable(connection, "outbox")) {
        return Finding.ok("none yet");
      }
      long late = Ask.number(connection, "select count(*) from outbox where due_at is not null and created_at < "
          + clock.instant().minus(LATE).toEpochMilli());
      long given = Ask.number(connection, "select count(*) from outbox where ended_at is not null and problem <> ''");
      if (late == 0 && given == 0) {
        return Finding.ok("none waits");
      }
      String last = Ask.text(connection, "select problem from outbox where problem <> '' order by id desc limit 1")
          .lines().findFirst().orElse("");
      return Finding.warning(late + " wait for over an hour, " + given + " were given up this week"
          + (last.isEmpty() ? "" : "; the last: " + last), "see whether the mail server takes them");
    }
  }
}
