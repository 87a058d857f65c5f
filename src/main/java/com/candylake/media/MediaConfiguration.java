package com.candylake.media;

import com.candylake.base.DataFolder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MediaProperties.class)
class MediaConfiguration {
  @Bean
  MediaStorage mediaStorage(MediaProperties properties, DataFolder folder) {
    return MediaStorage.of(properties, folder);
  }
}
