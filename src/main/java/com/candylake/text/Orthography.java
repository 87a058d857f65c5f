package com.candylake.text;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Which Han characters a country writes. The old national character sets answer that, and how usual each one is: they
 * put what everybody needs on their first level (GB 2312: 3,755 characters, Big5: 5,401, JIS X 0208: 2,965) and what
 * names, old books and rare words need on the second. In news, 998 of 1,000 characters or more are of the first level
 * of the own country, and some 300 of those of simplified Chinese, traditional Chinese and Japanese are not of
 * another's first level. That also finds the forms that are only Japanese, such as 続, 気, 駅 and 発.
 */
enum Orthography {
  SIMPLIFIED("GB2312", 0xB0A1, 0xD7F9, 1),
  TRADITIONAL("Big5", 0xA440, 0xC67E, 1),
  // Japanese writes Chinese names in its own forms, while Chinese cites Japanese ones as they are
  JAPANESE("Shift_JIS", 0x889F, 0x9872, 2.5f);

  private static final int FIRST = 0x4E00;
  private static final int LAST = 0x9FFF;
  private static final float RARE = 0.5f;

  private final float[] against = new float[LAST - FIRST + 1];

  Orthography(String charset, int from, int to, float absent) {
    Arrays.fill(against, absent);
    Charset decoder = Charset.forName(charset);
    for (int code = 0x8140; code <= 0xFEFE; code++) {
      String s = new String(new byte[] {(byte) (code >> 8), (byte) code}, decoder);
      int c = s.codePointAt(0);
      if (s.length() == 1 && c >= FIRST && c <= LAST) {
        against[c - FIRST] = code >= from && code <= to ? 0 : Math.min(RARE, against[c - FIRST]);
      }
    }
  }

  /** How much a character speaks against this orthography: 0, 0.5 if it is rare in it, at least 1 if it is not in it. */
  double against(int c) {
    return c < FIRST || c > LAST ? 0 : against[c - FIRST];
  }
}
