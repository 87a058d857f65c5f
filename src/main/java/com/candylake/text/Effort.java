package com.candylake.text;

/**
 * How much may be spent on comparing: what is left when a text has been compared is for the next, so that a page with many
 * differences costs no more than one with one. Counted and not timed, so that the same texts always give the same difference.
 */
public final class Effort {
  /** Steps of Myers's algorithm: some 1,200 words or paragraphs that differ, since it takes the square of them. */
  private static final int STEPS = 1_500_000;
  /** Characters that are taken apart into words: two texts of the greatest length, written anew from end to end. */
  private static final int CHARACTERS = 200_000;

  private int steps;
  private int characters;

  public Effort() {
    this(STEPS, CHARACTERS);
  }

  private Effort(int steps, int characters) {
    this.steps = steps;
    this.characters = characters;
  }

  /** Thrown out of a comparison that takes too long. */
  static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Spent() {
      super("too much differs", null, false, false);
    }
  }

  void step(int times) {
    steps -= times;
    if (steps < 0) {
      throw new Spent();
    }
  }

  /** Half of the steps, for one paragraph of many: one that was written anew leaves something to the others. */
  Effort half() {
    int half = Math.max(0, steps) / 2;
    steps -= half;
    return new Effort(half, 0);
  }

  /** What a part has not needed. */
  void giveBack(Effort part) {
    steps += Math.max(0, part.steps);
  }

  /** Whether so many characters may be taken apart still; those are then spent. */
  boolean takesApart(int number) {
    if (number > characters) {
      return false;
    }
    characters -= number;
    return true;
  }
}
