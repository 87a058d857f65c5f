package com.candylake.ops;

import com.candylake.account.Emails;
import com.candylake.account.Members;
import com.candylake.account.Passkeys;
import com.candylake.account.SecondSteps;
import com.candylake.account.Sessions;
import com.candylake.account.SignInTries;
import com.candylake.article.Drafts;
import com.candylake.change.ChangeLog;
import com.candylake.form.FormKeys;
import com.candylake.guard.Viewer;
import com.candylake.item.Items;
import com.candylake.mail.Outbox;
import com.candylake.media.MediaFiles;
import com.candylake.notify.Digests;
import com.candylake.notify.Notifications;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes what is kept for a time only, a minute after the start and then every hour. Nodes need not agree who does it:
 * what one has deleted, another does not find.
 */
@Component
@ConditionalOnWebApplication
class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private final ChangeLog changes;
  private final Items items;
  private final FormKeys forms;
  private final Members members;
  private final Sessions sessions;
  private final SignInTries tries;
  private final SecondSteps secondSteps;
  private final Passkeys passkeys;
  private final Emails emails;
  private final Outbox outbox;
  private final Drafts drafts;
  private final Notifications notifications;
  private final Digests digests;
  private final MediaFiles files;

  Upkeep(ChangeLog changes, Items items, FormKeys forms, Members members, Sessions sessions, SignInTries tries,
      SecondSteps secondSteps, Passkeys passkeys, Emails emails, Outbox outbox, Notifications notifications,
      Digests digests, Drafts drafts, MediaFiles files) {
    this.changes = changes;
    this.items = items;
    this.forms = forms;
    this.members = members;
    this.sessions = sessions;
    this.tries = tries;
    this.secondSteps = secondSteps;
    this.passkeys = passkeys;
    this.emails = emails;
    this.outbox = outbox;
    this.drafts = drafts;
    this.notifications = notifications;
    this.digests = digests;
    this.files = files;
  }

  @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  void all() {
    step("the change log", () -> changes.prune(Viewer.CONSOLE));
    step("withdrawn texts", () -> items.purge(Viewer.CONSOLE));
    step("files that no text shows", () -> files.sweep(Viewer.CONSOLE));
    step("sent forms", () -> {
      forms.prune(Viewer.CONSOLE);
      return false;
    });
    step("sessions", () -> {
      sessions.expire(Viewer.CONSOLE);
      return false;
    });
    step("tickets to second steps", () -> {
      secondSteps.prune(Viewer.CONSOLE);
      return false;
    });
    step("what passkeys were to sign", () -> {
      passkeys.prune(Viewer.CONSOLE);
      return false;
    });
    step("looks of names", () -> members.look(Viewer.CONSOLE));
    step("one-time links", () -> {
      emails.prune(Viewer.CONSOLE);
      return false;
    });
    step("letters", () -> {
      outbox.prune(Viewer.CONSOLE);
      return false;
    });
    step("discarded drafts", () -> {
      drafts.purge(Viewer.CONSOLE);
      return false;
    });
    step("notifications", () -> notifications.prune(Viewer.CONSOLE));
    step("links in digests", () -> {
      digests.prune(Viewer.CONSOLE);
      return false;
    });
    step("tries to sign in", () -> {
      tries.prune(Viewer.CONSOLE);
      return false;
    });
  }

  /** What fails is tried again in an hour, and stops none of the others. */
  private static void step(String what, BooleanSupplier batch) {
    try {
      boolean more = true;
      while (more) {
        more = batch.getAsBoolean();
      }
    } catch (RuntimeException e) {
      LOG.warn("upkeep of {} failed; again in an hour", what, e);
    }
  }
}
