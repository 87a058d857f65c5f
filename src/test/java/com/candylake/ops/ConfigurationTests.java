package com.candylake.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.candylake.base.Lang;
import com.candylake.setting.Settings;
import com.candylake.setting.SiteSettings;
import com.candylake.testkit.PlatformTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the file in the data folder says reaches the platform. */
@Tag("once")
class ConfigurationTests {
  private static SiteSettings with(String properties) throws IOException {
    Path folder = PlatformTest.temporary();
    Files.writeString(folder.resolve("candylake.properties"), properties);
    var installation = new Installation();
    installation.data = folder;
    try (var platform = installation.open()) {
      return platform.getBean(Settings.class).all();
    }
  }

  @Test
  void settingsOfTheFileWinInEveryLanguageAndInOne() throws IOException {
    SiteSettings site = with("""
        candylake.setting.name=Lake News
        candylake.setting.name.ja=湖の新聞
        candylake.setting.statement.zh-Hans=测试声明。
        candylake.setting.site.url=https://news.example.org/
        candylake.setting.zone=Asia/Tokyo
        candylake.setting.languages=ja, en
        """);
    assertThat(site.name(Lang.KO)).isEqualTo("Lake News");
    assertThat(site.name(Lang.JA)).isEqualTo("湖の新聞");
    assertThat(site.statement(Lang.ZH_HANS)).isEqualTo("测试声明。");
    assertThat(site.statement(Lang.EN)).contains("information storage space");
    assertThat(site.absolute("/a/1")).isEqualTo("https://news.example.org/a/1");
    assertThat(site.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(site.languages()).containsExactly(Lang.JA, Lang.EN);
  }

  @Test
  void aValueThatCannotBeTakenIsRefused() {
    assertThatThrownBy(() -> with("candylake.setting.site.url=ftp://x\n")).hasMessageContaining("site.url");
    assertThatThrownBy(() -> with("candylake.setting.zone=Mars/Olympus\n")).hasMessageContaining("zone");
    assertThatThrownBy(() -> with("candylake.setting.languages=ja,???\n")).hasMessageContaining("languages");
  }
}
