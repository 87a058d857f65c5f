package com.candylake.account;

import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.setting.Site;
import com.candylake.setting.SiteSettings;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.server.ServerProperty;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What browsers answer about passkeys (Web Authentication, Level 3), taken apart and verified by webauthn4j: with the origin
 * and the host of {@code site.url}, whatever a request says, and by somebody who has shown their device that it is they.
 */
@Component
class WebAuthn {
  /** Ten times what the largest of the usual answers has. */
  private static final int LONGEST = 40_000;
  /** Of the standard (5.4.4). */
  private static final int LONGEST_ID = 1_023;
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*");
  private static final List<PublicKeyCredentialParameters> ALGORITHMS = Stream.of(COSEAlgorithmIdentifier.ES256,
      COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256)
      .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm)).toList();

  private final Site site;

  WebAuthn(Site site) {
    this.site = site;
  }

  /** Loaded for the first who has a passkey. What kind of device it is in is asked of nobody: no attestation is looked at. */
  private static final class Library {
    static final ObjectConverter CONVERTER = new ObjectConverter();
    static final WebAuthnManager MANAGER = WebAuthnManager.createNonStrictWebAuthnManager(CONVERTER);
    static final AttestedCredentialDataConverter KEYS = new AttestedCredentialDataConverter(CONVERTER);
  }

  /** An answer that is not verified yet, and the challenge, in base64url, that it says it answers. */
  record Made(RegistrationData data, String challenge) {}

  /** @param id of the credential, in base64url */
  record Used(AuthenticationData data, String challenge, String id) {}

  /** Whether browsers let a site with this address have any: it needs a name, and TLS unless it is this machine. */
  static boolean isPossible(SiteSettings site) {
    String host = host(site);
    return !ADDRESS.matcher(host).matches() && (site.isSecure() || host.equals("localhost") || host.endsWith(".localhost"));
  }

  /** The relying party's id. */
  static String host(SiteSettings site) {
    return Objects.requireNonNull(site.url().getHost()).toLowerCase(Locale.ROOT);
  }

  /** @throws Refused invalid, if it is nothing that a browser sends */
  static Made made(String json) {
    return sound(() -> {
      RegistrationData data = Library.MANAGER.parseRegistrationResponseJSON(bounded(json));
      return new Made(data, challenge(data.getCollectedClientData()));
    });
  }

  /** @throws Refused invalid, if it is nothing that a browser sends */
  static Used used(String json) {
    return sound(() -> {
      AuthenticationData data = Library.MANAGER.parseAuthenticationResponseJSON(bounded(json));
      return new Used(data, challenge(data.getCollectedClientData()), text(data.getCredentialId()));
    });
  }

  /** @throws Refused invalid, if it is no key for this site */
  NewPasskey verify(Made made) {
    return sound(() -> {
      Library.MANAGER.verify(made.data, new RegistrationParameters(server(made.data.getCollectedClientData()), ALGORITHMS,
          true, true));
      AuthenticatorData<?> device = Objects.requireNonNull(made.data.getAttestationObject()).getAuthenticatorData();
      var key = Objects.requireNonNull(device.getAttestedCredentialData());
      if (key.getCredentialId().length > LONGEST_ID) {
        throw refusal(null);
      }
      return new NewPasskey(text(key.getCredentialId()), text(Library.KEYS.convert(key)), device.isFlagBE(), device.isFlagBS(),
          device.getSignCount());
    });
  }

  /**
   * @param known the key of that id
   * @return the key as it is after this use
   * @throws Refused invalid, if it has not been used for this site, by its member
   */
  NewPasskey verify(Used used, NewPasskey known, String handle) {
    return sound(() -> {
      byte[] user = used.data.getUserHandle();
      if (user == null || !text(user).equals(handle)) {
        throw refusal(null);
      }
      var record = new CredentialRecordImpl(new NoneAttestationStatement(), true, known.eligible(), known.copied(),
          known.count(), Library.KEYS.convert(Base64.getUrlDecoder().decode(known.data())), null, null, null, Set.of());
      Library.MANAGER.verify(used.data, new AuthenticationParameters(server(used.data.getCollectedClientData()), record, null,
          true, true));
      AuthenticatorData<?> device = Objects.requireNonNull(used.data.getAuthenticatorData());
      return new NewPasskey(known.id(), known.data(), known.eligible(), device.isFlagBS(), device.getSignCount());
    });
  }

  /** The challenge is that of the answer: whoever calls has taken it from those that were given out. */
  private ServerProperty server(@Nullable CollectedClientData client) {
    SiteSettings now = site.now();
    Challenge challenge = Objects.requireNonNull(client).getChallenge();
    return new ServerProperty(Origin.create(now.url().toString()), host(now), challenge);
  }

  private static String bounded(String json) {
    if (json.isEmpty() || json.length() > LONGEST) {
      throw refusal(null);
    }
    return json;
  }

  private static String challenge(@Nullable CollectedClientData client) {
    return text(Objects.requireNonNull(client).getChallenge().getValue());
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whatever the library makes of what no browser sends, it is refused in the same words. */
  private static <T> T sound(Supplier<T> work) {
    try {
      return work.get();
    } catch (Refused refused) {
      throw refused;
    } catch (RuntimeException e) {
      throw refusal(e);
    }
  }

  private static Refused refusal(@Nullable RuntimeException cause) {
    var refusal = new Refusal.Invalid(List.of(Refusal.Problem.of("credential", "account.passkey.refused")));
    return cause == null ? new Refused(refusal) : new Refused(refusal, cause);
  }
}
