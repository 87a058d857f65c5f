package com.candylake.mail;

import com.candylake.setting.Site;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMessage.RecipientType;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes letters from the {@link Outbox} to the mail server. Of several nodes one has a letter at a time; should it end in the
 * middle, another sends it once more, under the same Message-ID (RFC 5322, 3.6.4), by which mail programs know that they have
 * it.
 */
@Component
@ConditionalOnWebApplication
class Postman {
  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
  private static final int BATCH = 50;
  private final Outbox outbox;
  private final MailProperties properties;
  private final Site site;
  private final Clock clock;
  private final JavaMailSenderImpl server;

  Postman(Outbox outbox, MailProperties properties, Site site, Clock clock) {
    this.outbox = outbox;
    this.properties = properties;
    this.site = site;
    this.clock = clock;
    this.server = MailServer.of(properties);
  }

  @Scheduled(initialDelay = 1, fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
  void round() {
    if (!properties.isConfigured()) {
      return;
    }
    try {
      List<Long> due = outbox.due(BATCH);
      for (long id : due) {
        outbox.take(id).ifPresent(this::bring);
      }
    } catch (RuntimeException e) {
      LOG.warn("letters wait: {}", e.toString());
    }
  }

  private void bring(DueLetter due) {
    try {
      server.send(message(due));
      outbox.sent(due);
    } catch (MailSendException | MailParseException e) {
      failed(due, e, isRefusedForGood(e));
    } catch (MailException e) {
      failed(due, e, false);
    } catch (MessagingException | UnsupportedEncodingException e) {
      failed(due, e, true);
    }
  }

  /** To whom it was and what about stays out of the log. */
  private void failed(DueLetter due, Exception e, boolean forGood) {
    LOG.warn("letter {} was not sent at try {}{}: {}", due.id(), due.tries(), forGood ? ", and will not be" : "",
        e.getClass().getSimpleName());
    outbox.failed(due, String.valueOf(e.getMessage()), forGood);
  }

  /** An answer from 500 on, or an address that is none. */
  private static boolean isRefusedForGood(MailException e) {
    if (e instanceof MailParseException) {
      return true;
    }
    return e instanceof MailSendException failed && failed.getFailedMessages().values().stream()
        .anyMatch(cause -> cause instanceof jakarta.mail.SendFailedException refused
            && refused.getInvalidAddresses() != null && refused.getInvalidAddresses().length > 0);
  }

  private MimeMessage message(DueLetter due) throws MessagingException, UnsupportedEncodingException {
    Letter letter = due.letter();
    String host = site.now().url().getHost();
    String id = "<%d.%d@%s>".formatted(due.id(), due.createdAt(), host);
    var message = new MimeMessage(server.getSession()) {
      @Override
      protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
      }
    };
    String from = properties.from().isBlank() ? "noreply@" + host : properties.from();
    message.setFrom(new InternetAddress(from, site.now().name(letter.lang()), StandardCharsets.UTF_8.name()));
    message.setRecipient(RecipientType.TO, new InternetAddress(letter.to(), true));
    message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    message.setHeader("Content-Language", letter.lang().tag());
    // RFC 3834: nobody's absence answers this
    message.setHeader("Auto-Submitted", "auto-generated");
    if (!letter.unsubscribe().isEmpty()) {
      // RFC 8058: one click in the mail program, without a page of ours
      message.setHeader("List-Unsubscribe", "<" + letter.unsubscribe() + ">");
      message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    message.setText(letter.text(), StandardCharsets.UTF_8.name());
    return message;
  }
}
