package com.candylake.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A use case is a public method of a service and one transaction; under it is the store, which alone speaks SQL. */
@Tag("once")
class UseCaseTests {
  /** Who uses a store without being a service, by class, and why that is right. */
  private static final Map<String, String> STORE_USERS = Map.of(
      "card.Cards", "the second half of the queries of Lists, in their transaction",
      "change.Changes", "writes at the end of the transaction of whoever told it something",
      "item.Counters", "part of the transaction of whoever changed the counted rows; refuses to run without one");

  /** Who speaks to the database outside a store and the package that makes the connections, by class, and why. */
  private static final Map<String, String> SPEAKERS = Map.of(
      "archive.Catalog", "asks a database that is not open which tables it has",
      "archive.Load", "fills a database before the platform opens it, in one transaction that is minutes long",
      "archive.Snapshot", "reads every table in one transaction, of a database that the platform may be too new for",
      "change.ChangeTail", "listens on a connection of its own, outside transactions: LISTEN, pragma data_version",
      "ops.Ask", "asks a database that the platform may not be able to open, for Doctor",
      "ops.DatabaseChecks", "looks at such a database",
      "ops.Doctor", "looks whether there is a schema at all",
      "ops.MailChecks", "looks at the letters in such a database",
      "ops.SiteChecks", "looks at what is set in such a database");

  private static final Set<String> JDBC = Set.of("java.sql.Connection", "java.sql.Statement", "java.sql.ResultSet",
      "java.sql.PreparedStatement", "java.sql.CallableStatement", "java.sql.DriverManager", "javax.sql.DataSource");

  @Test
  void everyUseCaseIsATransaction() {
    House.expectNone("A public method of a @Service is a use case. Put @Transactional, or @Transactional(readOnly ="
            + " true), on it; or make it package-private if it is not meant for others:",
        services().filter(c -> !isTransactional(c)).flatMap(c -> c.getMethods().stream())
            .filter(UseCaseTests::isUseCase)
            .filter(m -> !m.isAnnotatedWith(Transactional.class) && !m.isMetaAnnotatedWith(Transactional.class))
            .map(m -> m.getFullName() + " " + m.getSourceCodeLocation()).toList());
  }

  @Test
  void onlyUseCasesUseStores() {
    House.expectNone("A store has no transaction of its own. Let a @Service use it, or call the use case that there is."
            + " If the class always runs inside the transaction of a use case, add it to STORE_USERS with the reason:",
        storeUsers().stream().filter(c -> !isService(c) && !STORE_USERS.containsKey(name(c)))
            .map(c -> c.getName() + " " + c.getSourceCodeLocation()).toList());
  }

  @Test
  void onlyStoresSpeakSql() {
    House.expectNone("SQL stands in a *Store of the package, as a text block. If the class cannot use a store, add it"
            + " to SPEAKERS with the reason:",
        speakers().stream().filter(c -> !SPEAKERS.containsKey(name(c)))
            .map(c -> c.getName() + " " + c.getSourceCodeLocation()).toList());
  }

  @Test
  void theExceptionsAreStillNeeded() {
    var idle = new ArrayList<>(STORE_USERS.keySet());
    storeUsers().forEach(c -> idle.remove(name(c)));
    var silent = new ArrayList<>(SPEAKERS.keySet());
    speakers().forEach(c -> silent.remove(name(c)));
    idle.addAll(silent);
    House.expectNone("Nothing breaks the rule here any more; delete the entry from STORE_USERS or SPEAKERS:", idle);
  }

  private static List<JavaClass> storeUsers() {
    return application().filter(c -> !isStore(c)).filter(c -> c.getDirectDependenciesFromSelf().stream()
        .anyMatch(d -> isStore(d.getTargetClass()))).map(House::topLevel).distinct().toList();
  }

  private static List<JavaClass> speakers() {
    return application().filter(c -> !isStore(c) && !House.packageOf(c).equals("database"))
        .filter(c -> c.getDirectDependenciesFromSelf().stream().anyMatch(d -> isJdbc(d.getTargetClass())))
        .map(House::topLevel).distinct().toList();
  }

  private static boolean isJdbc(JavaClass type) {
    return JDBC.contains(type.getName()) || type.getPackageName().startsWith("org.springframework.jdbc.core");
  }

  private static boolean isStore(JavaClass type) {
    return type.getPackageName().startsWith(House.ROOT) && House.topLevel(type).getSimpleName().endsWith("Store");
  }

  private static Stream<JavaClass> application() {
    return House.classes().stream().filter(c -> c.getPackageName().startsWith(House.ROOT));
  }

  private static Stream<JavaClass> services() {
    return application().filter(UseCaseTests::isService);
  }

  private static boolean isService(JavaClass type) {
    return type.isAnnotatedWith(Service.class);
  }

  private static boolean isTransactional(JavaClass type) {
    return type.isAnnotatedWith(Transactional.class) || type.isMetaAnnotatedWith(Transactional.class);
  }

  private static boolean isUseCase(JavaMethod method) {
    Set<JavaModifier> modifiers = method.getModifiers();
    return modifiers.contains(JavaModifier.PUBLIC) && !modifiers.contains(JavaModifier.STATIC)
        && !modifiers.contains(JavaModifier.SYNTHETIC) && !modifiers.contains(JavaModifier.BRIDGE);
  }

  /** {@code item.Counters} */
  private static String name(JavaClass type) {
    return type.getName().substring(House.ROOT.length() + 1);
  }
}
