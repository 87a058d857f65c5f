package com.candylake.web;

import com.candylake.account.SignedIn;
import com.candylake.base.Lang;
import com.candylake.base.Reads;
import com.candylake.base.Refusal;
import com.candylake.channel.Channel;
import com.candylake.guard.Viewer;
import com.candylake.locale.Messages;
import com.candylake.locale.Numbers;
import com.candylake.locale.Times;
import com.candylake.setting.SiteSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * What every page knows beside its own content: who is looking, the site, the interface's language and how to say things
 * in it. For whoever is not signed in it is the same with the same languages: those pages can be cached.
 */
public final class Frame {
  private final Lang ui;
  private final Reads reads;
  private final @Nullable SignedIn signedIn;
  private final SiteSettings site;
  private final List<Channel> channels;
  private final String path;
  private final @Nullable String query;
  private final @Nullable String done;
  private final String live;
  private final Messages messages;
  private final Times times;
  private final UnaryOperator<String> assets;
  private final Supplier<@Nullable Token> token;
  private @Nullable String formKey;
  private int unread;
  private boolean form;

  /** A CSRF token and the name of the field that brings it back. */
  public record Token(String field, String value) {}

  Frame(Preferences preferences, @Nullable SignedIn signedIn, SiteSettings site, List<Channel> channels,
      Address address, Messages messages, Times times, UnaryOperator<String> assets, Supplier<@Nullable Token> token) {
    this.ui = preferences.ui();
    this.reads = preferences.reads();
    this.signedIn = signedIn;
    this.site = site;
    this.channels = channels;
    this.path = address.path();
    this.query = address.query();
    this.done = address.done();
    this.live = address.live();
    this.messages = messages;
    this.times = times;
    this.assets = assets;
    this.token = token;
  }

  /**
   * @param done what the page is to say has been done: a key of the fixed list, or null
   * @param live where the page is told what happens after it was read
   */
  record Address(String path, @Nullable String query, @Nullable String done, String live) {}

  public Lang ui() {
    return ui;
  }

  public Reads reads() {
    return reads;
  }

  /** Who is looking. */
  public Viewer viewer() {
    return signedIn == null ? Viewer.ANONYMOUS : signedIn.viewer();
  }

  /** The name of the member who is looking; null for whoever has not signed in. */
  public @Nullable String member() {
    return signedIn == null ? null : signedIn.name();
  }

  /** How much the member has been told and has not read, up to a hundred. */
  public int unread() {
    return unread;
  }

  void unread(int number) {
    unread = number;
  }

  /** Where one signs in; leads back to a place of this site. */
  public String signInPath(String then) {
    return "/sign-in?then=" + encoded(then);
  }

  public SiteSettings site() {
    return site;
  }

  public List<Channel> channels() {
    return channels;
  }

  public String path() {
    return path;
  }

  /** The address of this page on this site, to come back to. */
  public String here() {
    return query == null ? path : path + "?" + query;
  }

  /** Where languages are chosen; leads back here. */
  public String languagesPath() {
    return "/languages?then=" + encoded(here());
  }

  /** As the value of a parameter: slashes may stay as they are (RFC 3986), a plus sign would be read as a blank. */
  private static String encoded(String path) {
    return UriUtils.encodeQueryParam(path, StandardCharsets.UTF_8).replace("+", "%2B");
  }

  /** What is said of the author's views: by the channel, or else by the site. */
  public String disclaimer(@Nullable Channel channel) {
    String own = channel == null ? "" : channel.disclaimer(ui);
    return own.isEmpty() ? site.disclaimer(ui) : own;
  }

  /** What stands in for a portrait: the first character of the name. */
  public String initial(String name) {
    return name.substring(0, name.offsetByCodePoints(0, 1));
  }

  public @Nullable String done() {
    return done;
  }

  /** The address of the stream that tells what happens after this page: for {@code data-live}. */
  public String live() {
    return live;
  }

  /** The languages that the reader reads, by tag, with blanks between: for {@code data-reads}. */
  public String readsByTag() {
    return String.join(" ", reads.languages().stream().map(Lang::tag).toList());
  }

  /** A message in the interface's language. */
  public String t(String key, Object... args) {
    return messages.text(ui, key, args);
  }

  /** A language as messages select by it: ICU's keywords have no hyphens. */
  public String choice(Lang lang) {
    return lang.tag().replace('-', '_');
  }

  /** A message that counts one or several, with # where a script is to put the number. */
  public String counted(String key, int sample) {
    return messages.sample(ui, key, sample);
  }

  /** What a language is called in the interface's. */
  public String language(Lang lang) {
    return messages.language(lang, ui);
  }

  /** What a language calls itself. */
  public String ownName(Lang lang) {
    return messages.language(lang, Lang.INTERFACE.contains(lang) ? lang : ui);
  }

  /** The languages that the reader reads, each by its own name. */
  public String readsInWords() {
    return String.join(t("language.separator"), reads.languages().stream().map(this::ownName).toList());
  }

  public String ago(Instant at) {
    return times.relative(at, ui, site.zone());
  }

  /** To the second, in the site's zone. */
  public String exact(Instant at) {
    return times.exact(at, site.zone());
  }

  public String n(long count) {
    return Numbers.count(count, ui);
  }

  /** Whole minutes, at least one. */
  public long minutes(int seconds) {
    return Math.max(1, Math.round(seconds / 60.0));
  }

  /** The address of a static file; it changes with the file's content, so that it can be kept for ever. */
  public String asset(String name) {
    return assets.apply("/s/" + name);
  }

  public Token token() {
    form = true;
    return Objects.requireNonNull(token.get(), "a form on a page that is made outside the security chain");
  }

  /** Whether there can be forms: what fails before the security chain has given a token ends on a page without one. */
  public boolean hasToken() {
    return token.get() != null;
  }

  /** Whether the page, as far as it is rendered, has a form: its token is for nobody else and for no other time. */
  boolean hasForm() {
    return form;
  }

  /** What tells this page's forms from those of the same page loaded another time. */
  public String formKey() {
    if (formKey == null) {
      formKey = UUID.randomUUID().toString();
    }
    return formKey;
  }

  /** What is wrong with a field, in words; null if nothing is. */
  public @Nullable String problem(List<Refusal.Problem> problems, String field) {
    return problems.stream().filter(p -> p.field().equals(field)).findFirst()
        .map(p -> t(p.message(), p.args().toArray())).orElse(null);
  }
}
