package com.candylake.database;

import com.candylake.base.DataFolder;
import com.candylake.base.WaitingRoom;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.web.context.WebApplicationContext;

/** Read-only transactions go to a pool of readers, writing ones to the writer; each at its first statement. */
@Configuration(proxyBeanMethods = false)
@EnableTransactionManagement
@EnableConfigurationProperties({DatabaseProperties.class, DataFolder.class})
class DatabaseConfiguration {
  /** How long a write queues before it is refused with 503. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How long the first of a batch waits for company: under what a person notices, over what a sync takes. */
  private static final Duration BATCH_AGE = Duration.ofMillis(5);

  @Bean
  Connections connections(DatabaseProperties properties, DataFolder folder) {
    var connections = new Connections(properties, folder);
    Schema.of(connections).migrate();
    return connections;
  }

  @Bean
  Writer writer(Connections connections, Readers readers, ApplicationContext context, MeterRegistry registry)
      throws SQLException {
    return switch (connections.dialect()) {
      case SQLITE -> new GroupCommit(connections.open(), new WaitingRoom(1, WaitingRoom.FEW, PATIENCE), BATCH_AGE,
          LogSync.of(connections.log()), registry);
      case POSTGRESQL -> new PostgresWriter(connections.writers(serves(context), registry), PATIENCE, readers::wrote,
          registry);
    };
  }

  @Bean
  Readers readers(Connections connections, ApplicationContext context, MeterRegistry registry) {
    return new Readers(connections.readers(serves(context), registry), connections.replica(registry));
  }

  private static boolean serves(ApplicationContext context) {
    return context instanceof WebApplicationContext;
  }

  @Bean
  @Primary
  DataSource dataSource(Writer writer, Readers readers, Connections connections) {
    var lazy = new LazyConnectionDataSourceProxy();
    lazy.setTargetDataSource(writer);
    lazy.setReadOnlyDataSource(readers);
    // both told, or the proxy would ask the writer for them at start, outside any transaction
    lazy.setDefaultAutoCommit(true);
    lazy.setDefaultTransactionIsolation(connections.dialect() == Dialect.SQLITE
        ? Connection.TRANSACTION_SERIALIZABLE : Connection.TRANSACTION_READ_COMMITTED);
    return lazy;
  }

  @Bean
  JdbcTransactionManager transactionManager(DataSource dataSource, Connections connections) {
    var manager = new JdbcTransactionManager(dataSource);
    if (connections.dialect() == Dialect.SQLITE) {
      manager.setExceptionTranslator(new SqliteErrors());
    }
    return manager;
  }

  @Bean
  JdbcTemplate jdbcTemplate(DataSource dataSource, Connections connections) {
    var template = new JdbcTemplate(dataSource);
    if (connections.dialect() == Dialect.SQLITE) {
      template.setExceptionTranslator(new SqliteErrors());
    }
    return template;
  }

  @Bean
  JdbcClient jdbcClient(JdbcTemplate template) {
    return JdbcClient.create(template);
  }
}
