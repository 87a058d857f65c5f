package com.candylake.house;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a method may end up calling inside the application: through calls, constructors, method references, and lambdas
 * (ArchUnit counts their bodies to the method around them). A call to a method that is overridden may reach each of the
 * overriding ones.
 */
final class Reach {
  private Reach() {}

  /** Whether some way from the method leads into a class for which {@code there} holds. */
  static boolean leadsTo(JavaCodeUnit from, Predicate<JavaClass> there) {
    var seen = new HashSet<JavaCodeUnit>(Set.of(from));
    var ahead = new ArrayDeque<JavaCodeUnit>(seen);
    while (!ahead.isEmpty()) {
      for (JavaAccess<?> access : ahead.remove().getAccessesFromSelf()) {
        if (access.getTarget() instanceof CodeUnitAccessTarget target
            && target.getOwner().getPackageName().startsWith(House.ROOT)) {
          if (there.test(target.getOwner())) {
            return true;
          }
          meanings(target).filter(seen::add).forEach(ahead::add);
        }
      }
    }
    return false;
  }

  private static Stream<JavaCodeUnit> meanings(CodeUnitAccessTarget target) {
    Stream<JavaCodeUnit> declared = target.resolveMember().stream().map(JavaCodeUnit.class::cast);
    Stream<JavaCodeUnit> overriding = target.getName().equals("<init>") ? Stream.of()
        : target.getOwner().getAllSubclasses().stream()
            .flatMap(c -> c.getMethods().stream())
            .filter(m -> !m.getModifiers().contains(JavaModifier.STATIC))
            .filter(m -> m.getName().equals(target.getName())
                && m.getRawParameterTypes().size() == target.getRawParameterTypes().size())
            .map(JavaCodeUnit.class::cast);
    return Stream.concat(declared, overriding);
  }
}
