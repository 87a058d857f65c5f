package com.candylake.media;

import com.candylake.base.Secrets;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What members may upload, and where it is kept.
 *
 * @param quota how much of what is kept may be one member's
 * @param bucket of an S3 store; absent: the folder {@code media} in the data folder
 * @param endpoint of a store that is not Amazon's
 * @param accessKey absent: whatever the machine has been given (the SDK's usual places)
 * @param secretKeyFile a file whose first line is the secret key, instead of {@code secretKey}
 */
@ConfigurationProperties("candylake.media")
public record MediaProperties(
    @DefaultValue("200MB") DataSize quota,
    @Nullable String bucket,
    @Nullable URI endpoint,
    @DefaultValue("us-east-1") String region,
    @Nullable String accessKey,
    @DefaultValue("") String secretKey,
    @Nullable Path secretKeyFile) {

  /** Whether files are kept in an S3 store. */
  public boolean isRemote() {
    return bucket != null && !bucket.isBlank();
  }

  String secret() {
    return Secrets.of(secretKey, secretKeyFile, "candylake.media.secret-key-file");
  }

  @Override
  public String toString() {
    return "MediaProperties[quota=" + quota + ", bucket=" + bucket + ", endpoint=" + endpoint
        + ", region=" + region + ", accessKey=" + accessKey + ", secretKey=***]";
  }
}
