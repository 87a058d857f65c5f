package com.candylake.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTests {
  private static final String MOZILLA = "Mozilla/5.0 ";
  private static final String LIKE_GECKO = " (KHTML, like Gecko) ";

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "(Windows NT 10.0; Win64; x64) AppleWebKit/537.36 | Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0 | Edge · Windows",
      "(iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 | Version/19.0 Mobile/15E148 Safari/604.1"
          + " | Safari · iPhone",
      "(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 | Version/19.0 Safari/605.1.15 | Safari · macOS",
      "(Linux; Android 16; SM-S931B) AppleWebKit/537.36 | SamsungBrowser/29.0 Chrome/136 Mobile Safari/537.36"
          + " | Samsung Internet · Android",
      "(X11; Linux x86_64; rv:150.0) | Gecko/20100101 Firefox/150.0 | Firefox · Linux",
      "a machine | of mine | ''"})
  void aBrowserIsCalledWhatItsOwnerCallsIt(String system, String browser, String name) {
    Device device = Device.of(MOZILLA + system + LIKE_GECKO + browser);
    assertThat(device.name()).isEqualTo(name);
    assertThat(device.isKnown()).isEqualTo(!name.isEmpty());
    assertThat(Device.of("curl/8.14.1").name()).isEqualTo("curl");
  }
}
