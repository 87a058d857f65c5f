package com.candylake.ops;

import com.candylake.base.Lang;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.locale.Messages;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;

/** What went wrong, in one line for the operator. */
final class Failures {
  private static final Messages MESSAGES = new Messages();

  private Failures() {}

  static String say(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof Refused refused) {
        return say(refused);
      }
      if (t instanceof PortInUseException port) {
        return "port " + port.getPort() + " is in use; choose another with --port";
      }
      if (t instanceof BindException bind) {
        return "the configuration value " + bind.getName() + " cannot be read";
      }
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  static String say(Refused refused) {
    return refused.refusal() instanceof Refusal.Invalid(var problems)
        ? problems.stream()
            .map(p -> p.field() + ": " + MESSAGES.text(Lang.EN, p.message(), p.args().toArray()))
            .collect(Collectors.joining("; "))
        : refused.refusal().toString();
  }
}
