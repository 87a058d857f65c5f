package com.candylake.house;

import com.candylake.guard.Guard;
import com.candylake.guard.Unguarded;
import com.candylake.limit.Limited;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Nothing is answered over HTTP without a question to the guard, or a reason why none is needed. */
@Tag("once")
class EndpointTests {
  /** Ways to answer requests that would bypass {@link #everyEndpointAsksTheGuard}. */
  private static final Set<String> HIDDEN_WAYS = Set.of(
      "org.springframework.web.servlet.function.RouterFunction",
      "org.springframework.web.servlet.mvc.Controller",
      "org.springframework.web.HttpRequestHandler",
      "com.sun.net.httpserver.HttpHandler");

  /** Who answers so all the same, by class, and why. */
  private static final Map<String, String> HIDDEN = Map.of(
      "ops.MetricsServer", "another server, for the operator, with nothing in it that anybody wrote");

  @Test
  void everyEndpointAsksTheGuard() {
    House.expectNone("""
        Each of these answers requests and asks no guard on any way. Take a Viewer as an argument and let the use case
        ask Guard.require(viewer, act…), or load the item by Items.visibleTo(viewer, id). If everybody may see the same
        answer, say why with @Unguarded("…"):""",
        endpoints(House.classes().stream()).stream().filter(e -> !e.isAnnotatedWith(Unguarded.class))
            .filter(e -> !Reach.leadsTo(e, EndpointTests::isGuard)).map(EndpointTests::say).toList());
  }

  @Test
  void whatIsUnguardedHasAReason() {
    House.expectNone("@Unguarded needs a reason in words:",
        endpoints(House.classes().stream()).stream().filter(e -> e.isAnnotatedWith(Unguarded.class))
            .filter(e -> e.getAnnotationOfType(Unguarded.class).value().isBlank()).map(EndpointTests::say).toList());
  }

  @Test
  void nothingIsCalledUnguardedThatAsksTheGuard() {
    House.expectNone("@Unguarded stands here without need; delete it, or a reader believes it:",
        House.classes().stream().flatMap(c -> c.getMethods().stream()).filter(m -> m.isAnnotatedWith(Unguarded.class))
            .filter(m -> !isEndpoint(m) || Reach.leadsTo(m, EndpointTests::isGuard)).map(EndpointTests::say).toList());
  }

  @Test
  void everyFormHasALimit() {
    House.expectNone("Say with @Limited how often this may be sent:",
        House.classes().stream().filter(c -> c.getPackageName().startsWith(House.ROOT)).flatMap(c -> c.getMethods().stream())
            .filter(m -> m.isAnnotatedWith(PostMapping.class) && !m.isAnnotatedWith(Limited.class))
            .map(EndpointTests::say).toList());
  }

  @Test
  void endpointsAreAnnotatedMethods() {
    House.expectNone("This test sees annotated controller methods and servlets; answer requests with one of these:",
        House.classes().stream().filter(c -> c.getPackageName().startsWith(House.ROOT))
            .filter(c -> !HIDDEN.containsKey(c.getName().substring(House.ROOT.length() + 1)))
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .filter(d -> HIDDEN_WAYS.contains(d.getTargetClass().getName())).map(d -> d.getDescription()).toList());
  }

  private static boolean isGuard(JavaClass type) {
    return type.isEquivalentTo(Guard.class);
  }

  static List<JavaMethod> endpoints(Stream<JavaClass> classes) {
    var endpoints = new ArrayList<JavaMethod>();
    classes.filter(c -> c.getPackageName().startsWith(House.ROOT)).flatMap(c -> c.getMethods().stream())
        .filter(EndpointTests::isEndpoint).forEach(endpoints::add);
    return endpoints;
  }

  /** A mapped method of a controller, or one by which a servlet answers. */
  private static boolean isEndpoint(JavaMethod method) {
    return method.isAnnotatedWith(RequestMapping.class) || method.isMetaAnnotatedWith(RequestMapping.class)
        || method.getOwner().isAssignableTo("jakarta.servlet.Servlet")
            && method.getName().matches("service|do(Get|Head|Post|Put|Patch|Delete|Options|Trace)");
  }

  private static String say(JavaMethod method) {
    RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.reflect(), RequestMapping.class);
    String where = mapping == null ? "" : Arrays.toString(mapping.method()) + " " + String.join(", ", mapping.path());
    return where + " " + method.getFullName() + " " + method.getSourceCodeLocation();
  }
}
