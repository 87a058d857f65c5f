package com.candylake.transfer;

import com.candylake.base.Refused;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Files of the exchange format. A first reading only notes where the lines of each id stand, in whichever file; the
 * items
 * are then read one at a time, so that memory holds an index and never the files.
 */
public final class ExchangeFiles {
  private final List<Path> files;
  private final Map<String, List<Place>> places = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private record Place(int file, long offset, int length) {}

  /** A line that could not be read. */
  public record Problem(Path file, int line, Refused refused) {}

  /** @throws IOException if a file cannot be read */
  public ExchangeFiles(List<Path> files) throws IOException {
    this.files = List.copyOf(files);
    for (int i = 0; i < files.size(); i++) {
      index(i);
    }
  }

  /** In the order in which they first appear. */
  public List<String> ids() {
    return List.copyOf(places.keySet());
  }

  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** All lines with that id, in the order of the files. */
  public List<JsonNode> lines(String id) throws IOException {
    var lines = new ArrayList<JsonNode>();
    for (Place place : places.getOrDefault(id, List.of())) {
      try (var in = new RandomAccessFile(files.get(place.file).toFile(), "r")) {
        var bytes = new byte[place.length];
        in.seek(place.offset);
        in.readFully(bytes);
        lines.add(Exchange.parse(new String(bytes, StandardCharsets.UTF_8)));
      }
    }
    return lines;
  }

  private void index(int file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(files.get(file)), 1 << 16)) {
      var line = new ByteArrayOutputStream();
      long offset = 0;
      int number = 1;
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          note(file, number++, offset, line);
          offset += line.size() + 1L;
          line.reset();
        } else {
          line.write(b);
        }
      }
      note(file, number, offset, line);
    }
  }

  private void note(int file, int number, long offset, ByteArrayOutputStream bytes) {
    String line = bytes.toString(StandardCharsets.UTF_8);
    if (line.isBlank()) {
      return;
    }
    try {
      places.computeIfAbsent(Exchange.id(Exchange.parse(line)), id -> new ArrayList<>())
          .add(new Place(file, offset, bytes.size()));
    } catch (Refused refused) {
      problems.add(new Problem(files.get(file), number, refused));
    }
  }
}
