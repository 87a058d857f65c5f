package com.candylake.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Codes as every app makes them. */
class TotpTests {
  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1H\\d+z");

  @Test
  void codesAreThoseOfTheStandard() {
    // RFC 6238, appendix B: the mode SHA1, eight digits
    byte[] key = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    Map.of(59L, "94287082", 1111111109L, "07081804", 1111111111L, "14050471", 1234567890L, "89005924", 2000000000L, "69279037",
        20000000000L, "65353130").forEach((time, code) -> assertThat(Totp.code(key, time / 30, 8)).isEqualTo(code));
    // RFC 4226, appendix D: six digits
    List<String> codes = List.of("755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
        "520489");
    for (int i = 0; i < codes.size(); i++) {
      assertThat(Totp.code(key, i, 6)).isEqualTo(codes.get(i));
    }
    // RFC 4648: the same secret as it is shown
    assertThat(Totp.code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Instant.ofEpochSecond(59))).isEqualTo("287082");
    assertThat(Totp.code("A".repeat(32), Instant.EPOCH)).isEqualTo(Totp.code(new byte[20], 0, 6));
  }

  @Test
  void aSecretIsNewEveryTimeAndOfTheSameLength() {
    List<String> secrets = Stream.generate(Totp::secret).limit(2_000).toList();
    assertThat(secrets).allMatch(Totp::isSecret).doesNotHaveDuplicates();
    assertThat(Totp.isSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1")).isFalse();
  }

  @Test
  void aCodeIsTakenOneStepEarlyOrLateAndNotAfterALaterOne() {
    String secret = Totp.secret();
    Instant now = Instant.ofEpochSecond(30_000_000);
    for (int late = -3; late <= 3; late++) {
      String code = Totp.code(secret, now.plusSeconds(30L * late));
      assertThat(Totp.step(secret, code, now, -1).isPresent()).as("%d steps", late).isEqualTo(Math.abs(late) <= 1);
    }
    assertThat(Totp.step(secret, Totp.code(secret, now), now, 1_000_000)).isEmpty();
    assertThat(Totp.step(secret, Totp.code(secret, now), now, 999_999)).hasValue(1_000_000);
  }

  @Test
  void aQrCodeIsReadByAnotherReader() throws Exception {
    for (String text : List.of("otpauth://totp/a?secret=" + Totp.secret(), "otpauth://totp/" + "%E6%B9%96".repeat(56))) {
      Qr qr = Qr.of(text);
      int scale = 4;
      int side = qr.size() * scale;
      int[] pixels = new int[side * side];
      Arrays.fill(pixels, 0xffffff);
      var run = RUN.matcher(qr.path());
      while (run.find()) {
        int x = Integer.parseInt(run.group(1));
        int y = Integer.parseInt(run.group(2));
        for (int row = y * scale; row < (y + 1) * scale; row++) {
          Arrays.fill(pixels, row * side + x * scale, row * side + (x + Integer.parseInt(run.group(3))) * scale, 0);
        }
      }
      assertThat(RUN.matcher(qr.path()).replaceAll("")).isEmpty();
      assertThat(new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, pixels))))
          .getText()).isEqualTo(text);
    }
  }
}
