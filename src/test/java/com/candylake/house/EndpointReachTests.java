package com.candylake.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.guard.Act;
import com.candylake.guard.Guard;
import com.candylake.guard.Viewer;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** That the guard is found where it is asked, and missed where it is not; on planted endpoints. */
@Tag("once")
class EndpointReachTests {
  interface UseCase {
    void run(Viewer viewer);
  }

  static final class Asks implements UseCase {
    @Override
    public void run(Viewer viewer) {
      Guard.require(viewer, Act.BROWSE);
    }
  }

  static final class AsksNobody {
    void run(Viewer viewer) {
      if (viewer.member() == null) {
        run(Viewer.CONSOLE);
      }
    }
  }

  static final class Endpoints {
    private final UseCase useCase = new Asks();

    @GetMapping("/direct")
    void direct(Viewer viewer) {
      Guard.require(viewer, Act.BROWSE);
    }

    @PostMapping("/interface")
    void throughAnInterface(Viewer viewer) {
      useCase.run(viewer);
    }

    @RequestMapping("/lambda")
    Supplier<Boolean> inALambda(Viewer viewer) {
      return () -> Guard.may(viewer, Act.BROWSE);
    }

    @DeleteMapping("/reference")
    void byReference(Viewer viewer) {
      Consumer<Viewer> reference = useCase::run;
      List.of(viewer).forEach(reference);
    }

    @GetMapping("/forgotten")
    void forgotten(Viewer viewer) {
      new AsksNobody().run(viewer);
    }

    void noEndpoint() {}
  }

  private final List<JavaMethod> endpoints = EndpointTests.endpoints(new ClassFileImporter()
      .importClasses(Endpoints.class, UseCase.class, Asks.class, AsksNobody.class, Guard.class).stream());

  @Test
  void everyKindOfMappingIsAnEndpoint() {
    assertThat(endpoints).extracting(JavaMethod::getName)
        .containsExactlyInAnyOrder("direct", "throughAnInterface", "inALambda", "byReference", "forgotten");
  }

  @Test
  void onlyTheForgottenOneAsksNobody() {
    assertThat(endpoints).filteredOn(e -> !Reach.leadsTo(e, c -> c.isEquivalentTo(Guard.class)))
        .extracting(JavaMethod::getName).containsExactly("forgotten");
  }
}
