package com.candylake.account;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A device with one key (WebAuthn, 6), and the browser before it; both can be made to lie. */
final class SoftKey {
  static final int PRESENT = 0x01;
  static final int VERIFIED = 0x04;
  private static final int ATTESTED = 0x40;
  private final KeyPair keys;
  byte[] id = new byte[24];
  String origin;
  String site;
  String handle = "";
  int flags = PRESENT | VERIFIED;
  int count;

  SoftKey(String origin, String site) {
    this.origin = origin;
    this.site = site;
    new SecureRandom().nextBytes(id);
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the browser answers when a key is made. */
  String make(String challenge, String handle) {
    this.handle = handle;
    var point = ((ECPublicKey) keys.getPublic()).getW();
    // COSE: kty EC2, alg ES256, crv P-256
    byte[] cose = join(hex("a5010203262001215820"), fixed(point.getAffineX().toByteArray()), hex("225820"),
        fixed(point.getAffineY().toByteArray()));
    byte[] data = join(device(flags | ATTESTED), new byte[16], ByteBuffer.allocate(2).putShort((short) id.length).array(), id,
        cose);
    byte[] object = join(hex("a363"), ascii("fmt"), hex("64"), ascii("none"), hex("67"), ascii("attStmt"), hex("a068"),
        ascii("authData"), hex("59"), ByteBuffer.allocate(2).putShort((short) data.length).array(), data);
    return answer("""
        "clientDataJSON":"%s","attestationObject":"%s\"""".formatted(text(client("webauthn.create", challenge)), text(object)));
  }

  /** What the browser answers when it is used. */
  String use(String challenge) {
    return use("webauthn.get", challenge);
  }

  String use(String type, String challenge) {
    count++;
    byte[] client = client(type, challenge);
    byte[] data = device(flags);
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(join(data, sha(client)));
      return answer("""
          "clientDataJSON":"%s","authenticatorData":"%s","signature":"%s","userHandle":"%s\"""".formatted(
          text(client), text(data), text(signature.sign()), handle));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String id() {
    return text(id);
  }

  private String answer(String response) {
    return """
        {"id":"%1$s","rawId":"%1$s","type":"public-key","clientExtensionResults":{},"response":{%2$s}}"""
        .formatted(id(), response);
  }

  private byte[] client(String type, String challenge) {
    return ascii("""
        {"type":"%s","challenge":"%s","origin":"%s","crossOrigin":false}""".formatted(type, challenge, origin));
  }

  private byte[] device(int flags) {
    return join(sha(ascii(site)), new byte[] {(byte) flags}, ByteBuffer.allocate(4).putInt(count).array());
  }

  private static byte[] fixed(byte[] number) {
    byte[] fixed = new byte[32];
    int length = Math.min(32, number.length);
    System.arraycopy(number, number.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private static byte[] sha(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
