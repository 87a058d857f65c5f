package com.candylake.notify;

import com.candylake.mail.MailProperties;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every two seconds for digests whose time has come, where the site sends mail. */
@Component
@ConditionalOnWebApplication
class DigestRound {
  private static final Logger LOG = LoggerFactory.getLogger(DigestRound.class);
  private final Digests digests;
  private final DigestLetter letters;
  private final MailProperties mail;

  DigestRound(Digests digests, DigestLetter letters, MailProperties mail) {
    this.digests = digests;
    this.letters = letters;
    this.mail = mail;
  }

  @Scheduled(initialDelay = 2, fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
  void round() {
    if (!mail.isConfigured()) {
      return;
    }
    try {
      List<DueDigest> due = digests.due();
      while (!due.isEmpty()) {
        due.forEach(this::make);
        due = due.size() < Digests.BATCH ? List.of() : digests.due();
      }
    } catch (RuntimeException e) {
      LOG.warn("digests wait: {}", e.toString());
    }
  }

  private void make(DueDigest due) {
    if (due.due() == 0) {
      digests.plan(due);
      return;
    }
    Digests.Draft draft = digests.draft(due);
    digests.send(draft, draft.told().isEmpty() ? null : letters.of(draft));
  }
}
