package com.candylake.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever compresses: what comes out is what went in. */
@Tag("once")
class GzipTests {
  private static final String TEXT = "湖面上有一块糖。みずうみに飴がひとつ。A lake, and candy on it. ";

  private static List<byte[]> pages() {
    var random = new Random(24);
    var noise = new byte[100_000];
    random.nextBytes(noise);
    return Stream.concat(Stream.of(noise, new byte[0], new byte[] {1}),
        IntStream.of(10, 999, 20_000, 60_000).mapToObj(n -> TEXT.repeat(n).getBytes(StandardCharsets.UTF_8))).toList();
  }

  private static byte[] plain(byte[] compressed) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return in.readAllBytes();
    }
  }

  @Test
  void everyLengthOfTextAndNoise() throws IOException {
    for (byte[] page : pages()) {
      assertThat(plain(Gzip.of(page))).isEqualTo(page);
      assertThat(plain(Gzip.zlib(page))).isEqualTo(page);
    }
    byte[] text = TEXT.repeat(500).getBytes(StandardCharsets.UTF_8);
    assertThat(Gzip.of(text)).hasSizeLessThan(text.length / 20);
    assertThat(Gzip.zlib(text)).hasSizeLessThan(text.length / 20);
  }

  @Test
  void manyAtOnceDoNotMixTheirPages() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> right = IntStream.range(0, 200).mapToObj(i -> threads.submit(() -> {
        byte[] page = (TEXT + i).repeat(i + 1).getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(plain(Gzip.of(page)), page);
      })).toList();
      for (Future<Boolean> each : right) {
        assertThat(each.get()).isTrue();
      }
    }
  }
}
