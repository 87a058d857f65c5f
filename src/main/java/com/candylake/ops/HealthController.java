package com.candylake.ops;

import com.candylake.base.DataFolder;
import com.candylake.database.DatabaseHealth;
import com.candylake.guard.Unguarded;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a load balancer or a watchdog whether this node serves: 200 and UP, or 503 and DOWN. */
@RestController
class HealthController {
  private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);
  /** With less room the next write or the one after it fails. */
  private static final long LEAST_ROOM = 4 << 20;

  private final DatabaseHealth database;
  private final DataFolder folder;

  HealthController(DatabaseHealth database, DataFolder folder) {
    this.database = database;
    this.folder = folder;
  }

  @Unguarded("one word, the same for everybody")
  @GetMapping("/health")
  ResponseEntity<Map<String, String>> health() {
    boolean up;
    try {
      if (database.failure().isPresent()) {
        database.tryToWrite();
      }
      up = database.failure().isEmpty() && hasRoom();
    } catch (RuntimeException | IOException e) {
      LOG.error("the database does not answer", e);
      up = false;
    }
    return ResponseEntity.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .cacheControl(CacheControl.noStore())
        .body(Map.of("status", up ? "UP" : "DOWN"));
  }

  private boolean hasRoom() throws IOException {
    long room = Files.getFileStore(folder.data()).getUsableSpace();
    if (room < LEAST_ROOM) {
      LOG.error("the disk of the data folder is full: {} bytes are left", room);
    }
    return room >= LEAST_ROOM;
  }
}
