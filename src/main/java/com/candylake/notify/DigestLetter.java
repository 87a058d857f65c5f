package com.candylake.notify;

import com.candylake.account.Token;
import com.candylake.base.Lang;
import com.candylake.guard.Kind;
import com.candylake.item.Addresses;
import com.candylake.locale.Messages;
import com.candylake.mail.Letter;
import com.candylake.setting.Site;
import com.candylake.setting.SiteSettings;
import com.candylake.text.Lines;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Puts a digest into words: plain text, each address on a line of its own. */
@Component
class DigestLetter {
  private static final int MOST = 20;
  private static final int LONGEST_LINE = 100;
  private final Messages messages;
  private final Site site;

  DigestLetter(Messages messages, Site site) {
    this.messages = messages;
    this.site = site;
  }

  /** @param draft with something to tell, for an address */
  Digests.Post of(Digests.Draft draft) {
    SiteSettings now = site.now();
    Lang lang = draft.lang();
    DueDigest due = draft.due();
    String token = Token.make();
    String stop = now.absolute(Digests.UNSUBSCRIBE + "?link=" + token);
    List<Told> told = Told.together(draft.told());
    var text = new StringBuilder();
    paragraph(text, lang, messages.text(lang, "notify.digest.begin", due.name(), now.name(lang), draft.told().size()));
    for (Told one : told.subList(0, Math.min(MOST, told.size()))) {
      line(text, lang, sentence(one, lang));
      line(text, lang, quoted(one, lang));
      paragraph(text, lang, now.absolute(Addresses.any(one.notes().getLast().item().id())));
    }
    if (told.size() > MOST) {
      line(text, lang, messages.text(lang, "notify.digest.more", told.size() - MOST));
    }
    line(text, lang, messages.text(lang, "notify.digest.inbox"));
    paragraph(text, lang, now.absolute("/inbox"));
    text.append("-- \n");
    line(text, lang, now.name(lang));
    line(text, lang, messages.text(lang, "notify.digest.why", due.rhythm().name()));
    line(text, lang, now.absolute("/account/notifications"));
    line(text, lang, messages.text(lang, "notify.digest.stop"));
    line(text, lang, stop);
    String subject = messages.text(lang, "notify.digest.subject", draft.told().size(), now.name(lang));
    return new Digests.Post(new Letter(Objects.requireNonNull(due.address()), subject, text.toString(), lang, stop),
        Token.hash(token));
  }

  private String sentence(Told told, Lang lang) {
    Told.Note note = told.newest();
    return told.isOne() ? messages.text(lang, "notify.told." + told.sentence(), note.item().author(),
            note.place().kind().name(), note.item().channel() == null ? "" : note.item().channel().name(lang))
        : messages.text(lang, "notify.told.MANY", told.notes().size());
  }

  /** What it is about: the title of an article, else the beginning of what was said. */
  private String quoted(Told told, Lang lang) {
    Told.Note note = told.newest();
    boolean titled = note.place().kind() == Kind.ARTICLE && (note.reason() != Reason.MENTION || note.root() == null);
    String line = (titled ? note.place() : note.item()).line();
    int end = line.offsetByCodePoints(0, Math.min(LONGEST_LINE, line.codePointCount(0, line.length())));
    return messages.text(lang, "notify.quoted", end < line.length() ? line.substring(0, end).stripTrailing() + "…" : line);
  }

  private static void line(StringBuilder text, Lang lang, String words) {
    text.append(Lines.wrap(words, lang)).append('\n');
  }

  private static void paragraph(StringBuilder text, Lang lang, String words) {
    line(text, lang, words);
    text.append('\n');
  }
}
