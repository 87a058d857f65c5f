package com.candylake.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.candylake.base.MediaName;
import com.candylake.guard.Viewer;
import com.candylake.testkit.Browserless;
import com.candylake.testkit.People;
import com.candylake.testkit.Person;
import com.candylake.testkit.PlatformTest;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** What is taken of what people upload, and what is refused. */
class UploadTests extends PlatformTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private Viewer viewer;
  private Person member;

  @BeforeEach
  void aMember() {
    viewer = people.member();
    member = http.as(viewer);
  }

  private static Map<String, Object> json(Browserless.Answer answer) {
    return JSON.readValue(answer.body(), new TypeReference<>() {});
  }

  private MediaName taken(String name, byte[] file) {
    Browserless.Answer answer = member.upload(name, "image/x", file);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return MediaName.at(String.valueOf(json(answer).get("address"))).orElseThrow();
  }

  private BufferedImage picture(MediaName name) throws IOException {
    return Samples.read(bytes(name.address()));
  }

  private byte[] bytes(String address) {
    Browserless.Download download = member.download(address);
    assertThat(download.answer().status()).as(address).isEqualTo(200);
    assertThat(download.answer().header("Content-Type")).contains("image/webp");
    return download.bytes();
  }

  private void refused(byte[] file, String because) {
    Browserless.Answer answer = member.upload("picture.png", "image/png", file);
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(String.valueOf(json(answer).get("problem"))).contains(because);
    assertThat(rows()).isZero();
  }

  private long rows() {
    return number("select count(*) from media where owner = ?", People.id(viewer));
  }

  static Stream<byte[]> images() throws IOException {
    return Stream.of(Samples.png(800, 600), Samples.jpeg(800, 600), Samples.progressive(Samples.scene(800, 600)),
        Samples.film(800, 600, 1), Samples.encoded(Samples.scene(800, 600, BufferedImage.TYPE_INT_ARGB), "png"),
        Samples.encoded(Samples.scene(800, 600, BufferedImage.TYPE_BYTE_GRAY), "jpg"),
        Samples.encoded(Samples.scene(800, 600, BufferedImage.TYPE_USHORT_GRAY), "png"),
        Samples.encoded(Samples.scene(800, 600, BufferedImage.TYPE_BYTE_BINARY), "png"),
        Samples.encoded(Samples.scene(800, 600), "webp"));
  }

  @ParameterizedTest
  @MethodSource("images")
  void everyFormatBecomesWebPInItsOwnSize(byte[] file) throws IOException {
    MediaName name = taken("lake", file);
    assertThat(name.width()).isEqualTo(800);
    assertThat(name.height()).isEqualTo(600);
    BufferedImage whole = picture(name);
    assertThat(whole.getWidth()).isEqualTo(800);
    assertThat(whole.getHeight()).isEqualTo(600);
    BufferedImage small = Samples.read(bytes(name.address(480)));
    assertThat(small.getWidth()).isEqualTo(480);
    assertThat(small.getHeight()).isEqualTo(360);
    assertThat(member.get(name.address() + "/960").status()).as("never enlarged").isEqualTo(404);
    assertThat(member.get(name.address() + "/800").status()).as("one address for each picture").isEqualTo(404);
    for (int[] at : new int[][] {{20, 20}, {780, 20}, {20, 580}, {780, 580}, {400, 250}}) {
      alike(whole.getRGB(at[0], at[1]), shown(Samples.read(file), at[0], at[1]));
    }
  }

  /** As browsers show it: Java takes greys for linear light. */
  private static int shown(BufferedImage image, int x, int y) {
    if (image.getRaster().getNumBands() > 1 || image.getColorModel() instanceof IndexColorModel) {
      return image.getRGB(x, y);
    }
    int grey = image.getRaster().getSample(x, y, 0) >> image.getColorModel().getPixelSize() - 8;
    return 0xFF000000 | grey * 0x010101;
  }

  /** Greys and colours that stay what they are, as far as the encoder lets them. */
  private static void alike(int one, int other) {
    Color a = new Color(one);
    Color b = new Color(other);
    assertThat(Math.abs(a.getRed() - b.getRed()) + Math.abs(a.getGreen() - b.getGreen()) + Math.abs(a.getBlue() - b.getBlue()))
        .as("%s beside %s", a, b).isLessThan(40);
  }

  @Test
  void whatIsTransparentStaysSo() throws IOException {
    BufferedImage image = Samples.scene(300, 200, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < 100; y++) {
      for (int x = 100; x < 200; x++) {
        image.setRGB(x, y, 0);
      }
    }
    BufferedImage served = picture(taken("logo.png", Samples.encoded(image, "png")));
    assertThat(new Color(served.getRGB(150, 50), true).getAlpha()).isZero();
    assertThat(new Color(served.getRGB(20, 20), true).getAlpha()).isEqualTo(255);
  }

  @Test
  void aLargePhotoIsServedInThreeWidths() throws IOException {
    MediaName name = taken("photo.jpg", Samples.jpeg(4_000, 3_000));
    assertThat(name.widths()).containsExactly(480, 960, 1_600);
    assertThat(name.height()).isEqualTo(1_200);
    for (int width : name.widths()) {
      BufferedImage picture = Samples.read(bytes(name.address(width)));
      assertThat(picture.getWidth()).isEqualTo(width);
      alike(picture.getRGB(10, 10), Color.RED.getRGB());
      alike(picture.getRGB(width - 10, picture.getHeight() - 10), Color.YELLOW.getRGB());
    }
  }

  @ParameterizedTest
  @CsvSource({"1,R,G,B,Y", "2,G,R,Y,B", "3,Y,B,G,R", "4,B,Y,R,G", "5,R,B,G,Y", "6,B,R,Y,G", "7,Y,G,B,R", "8,G,Y,R,B"})
  void photosStandUprightAndNothingOfTheirStoryIsLeft(int orientation, String a, String b, String c, String d)
      throws IOException {
    byte[] photo = Samples.photo(Samples.scene(800, 400), orientation);
    assertThat(new String(photo, StandardCharsets.ISO_8859_1)).contains("SecretCamera").contains("Exif");
    MediaName name = taken("IMG_0001.JPG", photo);
    assertThat(List.of(name.width(), name.height())).isEqualTo(orientation < 5 ? List.of(800, 400) : List.of(400, 800));
    BufferedImage served = picture(name);
    int right = served.getWidth() - 30;
    int bottom = served.getHeight() - 30;
    alike(served.getRGB(30, 30), colour(a));
    alike(served.getRGB(right, 30), colour(b));
    alike(served.getRGB(30, bottom), colour(c));
    alike(served.getRGB(right, bottom), colour(d));
    for (int width : name.widths()) {
      assertThat(new String(bytes(name.address(width)), StandardCharsets.ISO_8859_1))
          .doesNotContain("SecretCamera", "Exif", "EXIF", "XMP", "ICCP");
    }
  }

  private static int colour(String initial) {
    return (switch (initial) {
      case "R" -> Color.RED;
      case "G" -> Color.GREEN;
      case "B" -> Color.BLUE;
      default -> Color.YELLOW;
    }).getRGB();
  }

  @Test
  void coloursOfAnotherSpaceAreConverted() throws IOException {
    var grey = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 200; x++) {
        grey.setRGB(x, y, 0x404040);
      }
    }
    BufferedImage served = picture(taken("linear.png",
        Samples.with(Samples.encoded(grey, "png"), "iCCP", Samples.profile())));
    // a quarter of the light is 137 of 255 in sRGB
    assertThat(new Color(served.getRGB(100, 50)).getGreen()).isBetween(132, 142);
    alike(picture(taken("plain.png", Samples.encoded(grey, "png"))).getRGB(100, 50), 0xFF404040);
  }

  @Test
  void ofAFilmTheFirstPictureIsTakenAndThatIsSaid() throws IOException {
    Browserless.Answer answer = member.upload("film.gif", "image/gif", Samples.film(64, 64, 500));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).get("note")).asString().contains("first picture");
    BufferedImage first = picture(MediaName.at(String.valueOf(json(answer).get("address"))).orElseThrow());
    alike(first.getRGB(32, 32), new Color(40, 40, 40).getRGB());
    assertThat(json(member.upload("still.gif", "image/gif", Samples.film(64, 64, 1)))).doesNotContainKey("note");
  }

  @ParameterizedTest
  @CsvSource({"50000,50000", "50000,10", "10,50000", "16000,16000", "2147483647,2147483647"})
  void whatSaysThatItHasTooManyPixelsIsRefusedUnread(int width, int height) throws IOException {
    byte[] bomb = Samples.bomb(width, height);
    assertThat(bomb).hasSizeLessThan(2_000);
    refused(bomb, "pixels");
  }

  @Test
  void whatHasFewerPixelsThanItSaysIsRefused() throws IOException {
    refused(Samples.bomb(7_000, 7_000), "damaged");
  }

  static Stream<String> lies() {
    return Stream.of("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
        "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "<!doctype html><script>alert(1)</script>", "GIF", "BM000000000000000000", "#!/bin/sh\n",
        "PK\u0003\u0004aaaaaaaaaaaaaaaaaaaaaaaa", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "II*\0aaaaaaaaaaaaaaaa");
  }

  @ParameterizedTest
  @MethodSource("lies")
  void whatIsNoImageIsRefusedWhateverItIsCalled(String content) {
    refused(content.getBytes(StandardCharsets.ISO_8859_1), "JPEG, PNG, WebP");
  }

  @Test
  void picturesOfTelephonesThatNobodyReadsHereAreNamed() {
    refused("\0\0\0\u0018ftypavif\0\0\0\0mif1".getBytes(StandardCharsets.ISO_8859_1), "AVIF");
    refused("\0\0\0\u0018ftypheic\0\0\0\0mif1".getBytes(StandardCharsets.ISO_8859_1), "HEIC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "webp"})
  void whatWasCutOffOrScrambledIsRefusedOrHarmless(String format) throws IOException {
    byte[] whole = Samples.encoded(Samples.scene(600, 400), format);
    for (int length : new int[] {12, 40, whole.length / 4, whole.length / 2, whole.length * 9 / 10}) {
      refused(Arrays.copyOf(whole, length), "damaged");
    }
    var random = new java.util.Random(42);
    for (int i = 0; i < 40; i++) {
      byte[] broken = whole.clone();
      for (int n = 0; n < 10; n++) {
        broken[12 + random.nextInt(broken.length - 12)] = (byte) random.nextInt();
      }
      assertThat(member.upload("x", "image/png", broken).status()).as("seed 42, file " + i).isIn(200, 422);
    }
  }

  @Test
  void anEmptyFileAndNoneAreRefused() {
    refused(new byte[0], "Choose");
    Browserless.Answer none = member.post("/media", Map.of("_csrf", List.of(member.token("/languages"))),
        "Accept", "application/json");
    assertThat(none.status()).isEqualTo(422);
  }

  @Test
  void whatStandsBehindAnImageOrInItsCommentsIsGone() throws IOException {
    byte[] jpeg = Samples.inserted(Samples.jpeg(300, 200), 0xFE, "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
    byte[] png = Samples.with(Samples.png(300, 200), "tEXt", "Comment\0<?php hidden();".getBytes(StandardCharsets.UTF_8));
    for (byte[] image : List.of(jpeg, png)) {
      MediaName name = taken("both.jpg", Samples.both(image, Samples.zip("payload.txt")));
      assertThat(new String(bytes(name.address()), StandardCharsets.ISO_8859_1))
          .doesNotContain("PK\u0003\u0004", "payload", "script", "php");
    }
  }

  @Test
  void whatIsLargerThanAFileMayBeIsToldAndNothingIsKept() {
    byte[] large = Arrays.copyOf(Samples.jpeg(300, 200), (20 << 20) + 1);
    Browserless.Answer answer = member.upload("large.jpg", "image/jpeg", large, "Accept-Language", "ja");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(String.valueOf(json(answer).get("problem"))).contains("20");
    assertThat(rows()).isZero();
  }

  @Test
  void theSameFileOnceMoreIsTheSameAndAnotherMembersIsAnother() {
    byte[] file = Samples.png(100, 100);
    MediaName name = taken("a.png", file);
    assertThat(taken("b.png", file)).isEqualTo(name);
    assertThat(rows()).isEqualTo(1);
    member = http.as(people.member());
    assertThat(taken("a.png", file)).isNotEqualTo(name);
  }

  @Test
  void onlyMembersUpload() {
    Browserless.Answer answer = http.stranger().upload("a.png", "image/png", Samples.png(10, 10));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location").orElseThrow()).startsWith("/sign-in");
    assertThat(http.as(viewer).upload("/media", Map.of(), "a.png", Samples.png(10, 10)).status())
        .as("without a token").isEqualTo(403);
    assertThat(rows()).isZero();
  }

  @Test
  void whoHasUsedTheirShareIsTold() {
    taken("a.png", Samples.png(50, 50));
    numbers("update media set bytes = ? where owner = ? returning bytes", 200L << 20, People.id(viewer));
    Browserless.Answer answer = member.upload("b.png", "image/png", Samples.png(50, 50));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(String.valueOf(json(answer).get("problem"))).contains("200");
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void noOtherFormTakesAFile() {
    assertThat(member.upload("/languages", Map.of("_csrf", member.token("/languages"), "ui", "en", "reads", "en"), "a.png",
        Samples.png(10, 10)).status()).isEqualTo(403);
  }
}
