package com.candylake.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class OpenStreamTests {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Runnable TAKEN = () -> {};

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A connection that takes so many bytes and then no more, until it is given more room. */
  private static final class Client implements WritableByteChannel {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int room;
    private boolean open = true;

    Client(int room) {
      this.room = room;
    }

    @Override
    public synchronized int write(ByteBuffer bytes) {
      int now = Math.min(room, bytes.remaining());
      for (int i = 0; i < now; i++) {
        taken.write(bytes.get());
      }
      room -= now;
      return now;
    }

    synchronized Client with(int more) {
      room = more;
      return this;
    }

    synchronized String taken() {
      return taken.toString(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized boolean isOpen() {
      return open;
    }

    @Override
    public synchronized void close() {
      open = false;
    }
  }

  private static void await(BooleanSupplier then) {
    while (!then.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatIsToldWaitsUntilWhatWasMissedIsToldAndTheEndForAllOfIt() {
    var stream = new OpenStream();
    var client = new Client(100);
    stream.tell(bytes("one "));
    stream.tell(bytes("two "));
    assertThat(client.taken()).isEmpty();
    stream.begin(client, bytes("missed "), TAKEN);
    stream.tell(bytes("three "));
    stream.end();
    stream.tell(bytes("never"));
    assertThat(client.taken()).isEqualTo("missed one two three ");
    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void whatAClientDoesNotTakeAtOnceFollowsWhenItHasRoom() {
    var stream = new OpenStream();
    var client = new Client(3);
    stream.begin(client, bytes("missed "), TAKEN);
    stream.tell(bytes("one "));
    stream.end();
    assertThat(client.taken()).isEqualTo("mis");
    client.with(5);
    stream.ready();
    assertThat(client.taken()).isEqualTo("missed o");
    assertThat(client.isOpen()).isTrue();
    client.with(5);
    stream.ready();
    assertThat(client.taken()).isEqualTo("missed one ");
    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void aStreamThatIsGivenUpBeforeItBeginsIsClosed() {
    var stream = new OpenStream();
    var client = new Client(100);
    stream.drop();
    stream.begin(client, bytes("missed"), TAKEN);
    assertThat(client.taken()).isEmpty();
    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void aStreamWithoutNewsBeats() throws Exception {
    var streams = new Streams(1, SHORT, LONG);
    OpenStream stream = streams.take().orElseThrow();
    var client = new Client(100);
    streams.open();
    streams.join(stream);
    stream.begin(client, bytes("missed\n\n"), TAKEN);
    await(() -> client.taken().startsWith("missed\n\n:\n\n:\n\n:\n\n"));
    streams.close();
    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void aClientThatIsTooFarBehindIsDroppedAndTheOthersAreNot() throws Exception {
    var streams = new Streams(2, LONG, LONG);
    OpenStream slow = streams.take().orElseThrow();
    OpenStream quick = streams.take().orElseThrow();
    var stuck = new Client(0);
    var reading = new Client(Integer.MAX_VALUE);
    streams.open();
    streams.join(slow);
    streams.join(quick);
    slow.begin(stuck, bytes("."), TAKEN);
    quick.begin(reading, bytes("."), TAKEN);
    for (int i = 0; i < OpenStream.MOST; i++) {
      streams.tell(bytes("."));
    }
    await(() -> reading.taken().length() == OpenStream.MOST + 1);
    assertThat(stuck.isOpen()).isTrue();
    streams.tell(bytes("!"));
    await(() -> !stuck.isOpen());
    await(() -> reading.taken().endsWith("!"));
    assertThat(streams.size()).isEqualTo(1);
    assertThat(streams.dropped()).isEqualTo(1);
    assertThat(streams.take()).as("it has its place until the connection is closed").isEmpty();
    streams.leave(slow);
    assertThat(streams.take()).isPresent();
    streams.close();
  }

  @Test
  void aClientThatIsBehindByTooManyBytesIsDropped() {
    var stream = new OpenStream();
    byte[] piece = new byte[OpenStream.MOST_BYTES / 4];
    stream.begin(new Client(4), bytes("missed"), TAKEN);
    for (int i = 0; i < 4; i++) {
      assertThat(stream.tell(piece)).isTrue();
    }
    assertThat(stream.tell(bytes("."))).isFalse();
  }

  @Test
  void whatWasMissedWaitsUntilItIsTakenOrNobodyIsThereToTakeIt() {
    var backlog = new Backlog(10);
    Runnable give = () -> backlog.give(6);
    var client = new Client(4);
    var takes = new OpenStream();
    assertThat(backlog.take(6)).isTrue();
    takes.begin(client, bytes("missed"), give);
    takes.tell(bytes("one"));
    assertThat(backlog.take(6)).as("two bytes of it wait").isFalse();
    client.with(3);
    takes.ready();
    assertThat(client.taken()).isEqualTo("missedo");
    assertThat(backlog.room()).isEqualTo(10);
    takes.drop();
    assertThat(backlog.room()).as("given back once").isEqualTo(10);
    var streams = new Streams(2, LONG, LONG);
    OpenStream dropped = streams.take().orElseThrow();
    OpenStream left = streams.take().orElseThrow();
    var over = new OpenStream();
    over.drop();
    for (OpenStream stream : List.of(dropped, left, over)) {
      assertThat(backlog.take(6)).isTrue();
      stream.begin(new Client(0), bytes("missed"), give);
      if (stream == left) {
        streams.leave(left);
      }
      stream.drop();
      assertThat(backlog.room()).isEqualTo(10);
    }
  }

  @Test
  void aClientThatTakesNothingForTooLongIsDropped() throws Exception {
    var streams = new Streams(1, SHORT, SHORT);
    OpenStream stream = streams.take().orElseThrow();
    var client = new Client(4);
    streams.open();
    streams.join(stream);
    stream.begin(client, bytes("."), TAKEN);
    // one heartbeat is taken, the next is not
    await(() -> !client.isOpen());
    assertThat(client.taken()).isEqualTo(".:\n\n");
    assertThat(streams.dropped()).isEqualTo(1);
    streams.close();
  }

  @Test
  void whoJoinsIsNotToldWhatWasToldBefore() throws Exception {
    var streams = new Streams(1, LONG, LONG);
    OpenStream stream = streams.take().orElseThrow();
    var client = new Client(100);
    streams.tell(bytes("before "));
    streams.join(stream);
    streams.tell(bytes("after "));
    stream.begin(client, bytes("missed "), TAKEN);
    streams.open();
    streams.close();
    assertThat(client.taken()).isEqualTo("missed after ");
  }

  @Test
  void whoHasLeftDoesNotJoin() {
    var streams = new Streams(1, LONG, LONG);
    OpenStream stream = streams.take().orElseThrow();
    streams.leave(stream);
    streams.join(stream);
    assertThat(streams.isEmpty()).isTrue();
    streams.leave(stream);
    assertThat(streams.take()).as("one place, not two").isPresent();
    assertThat(streams.take()).isEmpty();
  }

  @Test
  void thereAreAsManyStreamsAsThereMayBe() {
    var streams = new Streams(1, LONG, LONG);
    OpenStream first = streams.take().orElseThrow();
    assertThat(streams.take()).isEmpty();
    assertThat(streams.refused()).isEqualTo(1);
    streams.leave(first);
    assertThat(streams.take()).isPresent();
  }
}
