package com.candylake.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket in an S3 store, under {@code media/}. Nobody but this server needs to read it. */
final class S3Storage implements MediaStorage {
  private static final String UNDER = "media/";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration ALTOGETHER = Duration.ofMinutes(2);
  private final S3Client client;
  private final String bucket;

  private S3Storage(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  static S3Storage open(MediaProperties properties) {
    S3ClientBuilder builder = S3Client.builder().region(Region.of(properties.region()))
        .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(PATIENCE).socketTimeout(PATIENCE))
        .overrideConfiguration(c -> c.apiCallTimeout(ALTOGETHER))
        // trailing checksums are Amazon's; other stores refuse them or keep them as content
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    if (properties.endpoint() != null) {
      builder.endpointOverride(properties.endpoint()).forcePathStyle(true);
    }
    if (properties.accessKey() != null) {
      builder.credentialsProvider(StaticCredentialsProvider.create(
          AwsBasicCredentials.create(properties.accessKey(), properties.secret())));
    }
    return new S3Storage(builder.build(), String.valueOf(properties.bucket()));
  }

  private interface Call<T> {
    T make() throws IOException;
  }

  private static <T> T asked(Call<T> call) throws IOException {
    try {
      return call.make();
    } catch (SdkException e) {
      throw new IOException("the S3 store: " + e.getMessage(), e);
    }
  }

  @Override
  public void put(String name, String type, Content content) throws IOException {
    asked(() -> client.putObject(b -> b.bucket(bucket).key(UNDER + name).contentType(type),
        RequestBody.fromContentProvider(() -> open(content), content.length(), type)));
  }

  private static InputStream open(Content content) {
    try {
      return content.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Kept> get(String name) throws IOException {
    return asked(() -> {
      try {
        ResponseInputStream<GetObjectResponse> in = client.getObject(b -> b.bucket(bucket).key(UNDER + name));
        return Optional.of(new Kept(in.response().contentLength(), in));
      } catch (NoSuchKeyException e) {
        return Optional.empty();
      }
    });
  }

  @Override
  public void delete(String name) throws IOException {
    asked(() -> client.deleteObject(b -> b.bucket(bucket).key(UNDER + name)));
  }

  @Override
  public void each(Consumer<String> names) throws IOException {
    asked(() -> {
      client.listObjectsV2Paginator(b -> b.bucket(bucket).prefix(UNDER)).contents().stream().map(S3Object::key)
          .map(key -> key.substring(UNDER.length())).forEach(names);
      return true;
    });
  }

  @Override
  public void close() {
    client.close();
  }
}
