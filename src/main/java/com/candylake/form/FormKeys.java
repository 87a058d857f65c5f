package com.candylake.form;

import com.candylake.base.Refusal;
import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets each form take effect once: a double click and a replay are answered with what the first submission led to. */
@Service
public class FormKeys {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Longer than anybody leaves a form open and means to send it again. */
  private static final Duration KEPT = Duration.ofDays(2);

  private final FormKeyStore store;
  private final Clock clock;

  FormKeys(FormKeyStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Acts, unless the member's form with this key has acted before. In the transaction of the act: if that fails, the
   * form may be sent again.
   *
   * @param key the field {@code form_key} of the form; empty: the caller vouches that this is no repetition
   * @param scope which form of the page it is, and which of its buttons
   * @param act returns what a repetition is to be answered with
   * @return what the act returned, now or the first time
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public String once(Viewer viewer, String key, String scope, Supplier<String> act) {
    Long member = viewer.member();
    if (key.isEmpty() || member == null) {
      return act.get();
    }
    if (!FORM.matcher(key).matches()) {
      throw Refusal.invalid("form_key", "form.key.refused");
    }
    String submission = key + ":" + scope;
    if (!store.claim(member, submission, clock.instant())) {
      return store.result(member, submission);
    }
    String result = act.get();
    store.settle(member, submission, result);
    return result;
  }

  /** Forgets forms that were sent more than two days ago. */
  @Transactional
  public void prune(Viewer viewer) {
    Guard.require(viewer, Act.ADMINISTER);
    store.deleteBefore(clock.instant().minus(KEPT));
  }
}
