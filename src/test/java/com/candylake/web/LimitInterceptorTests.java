package com.candylake.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class LimitInterceptorTests {
  private static String of(String address) {
    return LimitInterceptor.network(InetAddress.ofLiteral(address).getHostAddress());
  }

  @Test
  void aNetworkOfIpv6CountsAsOneAndAnAddressOfIpv4AsItself() {
    assertThat(of("2001:db8:1:2::1")).isEqualTo(of("2001:db8:1:2:ffff:ffff:ffff:ffff")).isNotEqualTo(of("2001:db8:1:3::1"));
    assertThat(of("192.0.2.1")).isEqualTo("192.0.2.1").isNotEqualTo(of("192.0.2.2"));
    assertThat(of("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
  }
}
