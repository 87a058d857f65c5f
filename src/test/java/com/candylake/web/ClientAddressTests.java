package com.candylake.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which address of a chain of proxies is the client's. */
@Tag("once")
class ClientAddressTests {
  private static String client(String trusted, String peer, String... forwarded) {
    return new ClientAddress(new ProxyProperties(List.of(trusted.split(",")))).of(peer, List.of(forwarded));
  }

  @Test
  void theRightMostAddressThatIsNotAProxysIsTheClients() {
    assertThat(client("10.0.0.0/8", "10.1.2.3", "203.0.113.7")).isEqualTo("203.0.113.7");
    assertThat(client("10.0.0.0/8", "10.1.2.3", "192.0.2.1, 203.0.113.7, 10.9.9.9")).isEqualTo("203.0.113.7");
    assertThat(client("10.0.0.0/8, 192.0.2.1", "10.1.2.3", "203.0.113.7,192.0.2.1")).isEqualTo("203.0.113.7");
  }

  @Test
  void severalLinesOfTheHeaderAreOneChain() {
    assertThat(client("10.0.0.0/8", "10.1.2.3", "192.0.2.1", "203.0.113.7, 10.9.9.9")).isEqualTo("203.0.113.7");
  }

  @Test
  void aStrangerIsNotBelieved() {
    assertThat(client("10.0.0.0/8", "11.0.0.1", "203.0.113.7")).isEqualTo("11.0.0.1");
  }

  @Test
  void aChainOfProxiesOnlyEndsWithTheFirst() {
    assertThat(client("10.0.0.0/8", "10.1.2.3", "10.0.0.5, 10.0.0.6")).isEqualTo("10.0.0.5");
    assertThat(client("10.0.0.0/8", "10.1.2.3")).isEqualTo("10.1.2.3");
  }

  @Test
  void anAddressIsReadHoweverItIsWritten() {
    assertThat(client("::1", "0:0:0:0:0:0:0:1", "2001:DB8::1")).isEqualTo("2001:db8:0:0:0:0:0:1");
    assertThat(client("::1", "0:0:0:0:0:0:0:1", "[2001:db8::1]:4711")).isEqualTo("2001:db8:0:0:0:0:0:1");
    assertThat(client("127.0.0.1", "127.0.0.1", "203.0.113.7:4711")).isEqualTo("203.0.113.7");
    assertThat(client("127.0.0.1", "127.0.0.1", "::ffff:203.0.113.7")).isEqualTo("203.0.113.7");
    assertThat(client("2001:db8::/32", "2001:db8:0:0:0:0:0:9", "fe80::1%eth0")).isEqualTo("fe80:0:0:0:0:0:0:1");
  }

  @Test
  void whereAnEntryIsNoAddressWhoeverWroteItIsTheLastOneKnown() {
    for (String rubbish : List.of("unknown", "_hidden", "", "reader.example.org", "abc.de", "999.1.1.1", "[]", "'", ":1")) {
      assertThat(client("10.0.0.0/8", "10.1.2.3", "203.0.113.7, " + rubbish + ", 10.9.9.9")).as(rubbish)
          .isEqualTo("10.9.9.9");
    }
  }

  @Test
  void aRangeThatCannotBeReadStopsTheStartAndIsNamed() {
    for (String wrong : List.of("proxy.example.org", "10.0.0.0/33", "10.0.0/8x", "abc", "2001:db8::/129", "10.0.0.1/-1")) {
      assertThatThrownBy(() -> client(wrong, "10.1.2.3")).as(wrong)
          .hasMessageContaining("candylake.trusted-proxies").hasMessageContaining(wrong);
    }
  }
}
