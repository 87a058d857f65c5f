package com.candylake.account;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code (ISO/IEC 18004) as a drawing.
 *
 * @param size of its side, in modules, with the four white ones around it that the standard asks for
 * @param path of the black modules, for SVG
 */
public record Qr(int size, String path) {
  private static final int QUIET = 4;

  static Qr of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    var path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          int from = x;
          while (code.getModule(x + 1, y)) {
            x++;
          }
          path.append('M').append(from + QUIET).append(' ').append(y + QUIET).append('h').append(x - from + 1)
              .append("v1H").append(from + QUIET).append('z');
        }
      }
    }
    return new Qr(code.size + 2 * QUIET, path.toString());
  }
}
