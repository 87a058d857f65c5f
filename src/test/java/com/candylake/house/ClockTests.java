package com.candylake.house;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Time comes from the injected clock, so that a test can set it. */
@Tag("once")
class ClockTests {
  private static final String SOURCE = House.ROOT + ".base.TimeConfiguration";

  @Test
  void nobodyAsksTheMachineForTheTime() {
    House.expectNone("Take a java.time.Clock in the constructor and ask it: clock.instant(). Tests set that clock."
            + " (To measure how long something takes: System.nanoTime.)",
        House.classes().stream().filter(c -> !c.getName().equals(SOURCE))
            .flatMap(c -> c.getCodeUnitAccessesFromSelf().stream())
            .filter(a -> asksTheMachine(a.getTarget())).map(a -> a.getDescription()).toList());
  }

  /** With a Clock as its argument {@code now} asks that one; without, or with a zone only, the machine. */
  private static boolean asksTheMachine(CodeUnitAccessTarget asked) {
    String owner = asked.getOwner().getName();
    String name = asked.getName();
    boolean given = asked.getRawParameterTypes().stream().anyMatch(t -> t.isAssignableTo(InstantSource.class));
    return switch (owner) {
      case "java.lang.System" -> name.equals("currentTimeMillis");
      case "java.time.Clock", "java.time.InstantSource" ->
          name.startsWith("system") || name.startsWith("tick") && !given;
      case "java.util.Date" -> isEmptyConstructor(asked);
      case "java.util.Calendar", "com.ibm.icu.util.Calendar" -> name.equals("getInstance");
      case "java.util.GregorianCalendar" -> isEmptyConstructor(asked);
      default -> owner.startsWith("java.time.") && name.equals("now") && !given;
    };
  }

  private static boolean isEmptyConstructor(CodeUnitAccessTarget asked) {
    return asked.getName().equals("<init>") && asked.getRawParameterTypes().isEmpty();
  }
}
