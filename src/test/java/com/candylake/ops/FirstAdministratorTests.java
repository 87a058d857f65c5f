package com.candylake.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.account.Members;
import com.candylake.account.Sessions;
import com.candylake.guard.Role;
import com.candylake.guard.Viewer;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an operator sees at the start of a site that nobody administers. */
@Tag("once")
@ExtendWith(OutputCaptureExtension.class)
class FirstAdministratorTests {
  private static final Pattern LINK = Pattern.compile(" (http\\S+)(/sign-up\\?invitation=(\\S+))$");

  @Test
  void aNewSitePrintsALinkOnceWithWhichTheFirstAdministratorSignsUp(CapturedOutput output) throws IOException {
    Path data = PlatformTest.temporary();
    try (var platform = DemoContent.empty(data)) {
      Serve.announce(platform, data, "");
      List<String> lines = output.getOut().lines().toList();
      assertThat(lines.get(lines.size() - 2)).startsWith("CandyLake is at http://127.0.0.1:");
      Matcher link = LINK.matcher(lines.getLast());
      assertThat(link.find()).isTrue();
      var http = new Browserless(platform.getEnvironment(), platform.getBean(Sessions.class));
      assertThat(link.group(1)).isEqualTo(http.base());
      assertThat(output.getAll().split(Pattern.quote(link.group(3)), -1)).hasSize(2);
      Person first = http.stranger();
      assertThat(first.submit(link.group(2), "/sign-up", "name", "湖主", "password", "湖の水は甘い 2042").status())
          .isEqualTo(303);
      assertThat(first.get("/admin").status()).isEqualTo(200);
      assertThat(first.get("/admin/channels").page().select(".empty").text())
          .isEqualTo("No channels yet Articles stand in channels, and channels in the navigation. Begin with one. New channel");
      Serve.announce(platform, data, "");
      assertThat(output.getOut().lines().toList().getLast()).startsWith("CandyLake is at ");
    }
  }

  @Test
  void theLinkIsOnTheAddressThatTheOperatorGave(CapturedOutput output) throws IOException {
    Path data = PlatformTest.temporary();
    Files.writeString(data.resolve("candylake.properties"), "candylake.setting.site.url=https://news.example.org/\n");
    try (var platform = DemoContent.empty(data)) {
      Serve.announce(platform, data, "");
      assertThat(output.getOut().lines().toList().getLast()).contains(": https://news.example.org/sign-up?invitation=");
      platform.getBean(Members.class).add(Viewer.CONSOLE, "湖主", "a long pass phrase", Role.ADMIN, Set.of());
      Serve.announce(platform, data, "");
      assertThat(output.getOut().lines().toList().getLast()).doesNotContain("invitation");
    }
  }
}
