package com.candylake.article;

import com.candylake.base.Lang;
import com.candylake.base.Problems;
import com.candylake.base.Refusal;
import com.candylake.base.Refused;
import com.candylake.form.SeeOther;
import com.candylake.guard.Kind;
import com.candylake.guard.Viewer;
import com.candylake.item.Addresses;
import com.candylake.item.Item;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import com.candylake.setting.Site;
import com.candylake.text.Blocks;
import com.candylake.text.InputGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A form with the original and, beside each paragraph, its translation. */
@Controller
class TranslationController {
  private static final Pattern FIELD = Pattern.compile("block\\.(\\d{1,3})");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private final Translations translations;
  private final Site site;

  TranslationController(Translations translations, Site site) {
    this.translations = translations;
    this.site = site;
  }

  @GetMapping("/a/{id:\\d{1,18}}/translate")
  ModelAndView ask(Viewer viewer, @PathVariable long id, @RequestParam(required = false) @Nullable String to) {
    Lang lang = to == null ? null : site.now().language(to);
    if (lang == null) {
      return choose(HttpStatus.OK, translations.item(viewer, id));
    }
    return show(HttpStatus.OK, TranslationPage.of(translations.work(viewer, id, lang, null)));
  }

  @PostMapping("/a/{id:\\d{1,18}}/translate")
  @Limited(Limit.CHANGE)
  ModelAndView keep(Viewer viewer, @PathVariable long id, @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String of,
      @RequestParam(defaultValue = "") String revision, @RequestParam MultiValueMap<String, String> fields) {
    Lang lang = to == null ? null : site.now().language(to);
    if (lang == null) {
      return choose(HttpStatus.UNPROCESSABLE_CONTENT, translations.item(viewer, id));
    }
    int from = number(revision);
    List<String> blocks = blocks(fields);
    try {
      Translations.Work work = translations.work(viewer, id, lang, number(of));
      Problems problems = problems(title, blocks);
      if (!problems.none()) {
        return show(HttpStatus.UNPROCESSABLE_CONTENT,
            TranslationPage.typed(work, title, blocks, from).with(problems.found()));
      }
      translations.keep(viewer, work, title, Blocks.join(blocks), from);
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.Conflict) {
        Translations.Work now = translations.work(viewer, id, lang, null);
        return show(HttpStatus.CONFLICT, TranslationPage.typed(now, title, blocks, from).movedOn());
      }
      throw refused;
    }
    return SeeOther.done(Addresses.item(Kind.ARTICLE, id) + "?lang=" + lang, "translated");
  }

  /** All that is wrong, by field; what is wrong with the whole is said at the first. */
  private static Problems problems(String title, List<String> blocks) {
    var problems = new Problems();
    problems.check(() -> InputGate.line("title", title, 1, Articles.TITLE));
    for (int i = 0; i < blocks.size(); i++) {
      String field = "block." + i;
      String block = blocks.get(i);
      problems.check(() -> InputGate.text(field, block, 0, Articles.BODY));
    }
    if (problems.found().stream().noneMatch(p -> p.field().startsWith("block."))) {
      problems.check(() -> InputGate.text("block.0", Blocks.join(blocks), 1, Articles.BODY));
    }
    return problems;
  }

  /** In the order of their numbers; those that are missing are empty. */
  private static List<String> blocks(MultiValueMap<String, String> fields) {
    var numbered = new TreeMap<Integer, String>();
    fields.forEach((name, values) -> {
      Matcher field = FIELD.matcher(name);
      if (field.matches()) {
        numbered.put(Integer.valueOf(field.group(1)), Objects.requireNonNullElse(values.getFirst(), ""));
      }
    });
    var blocks = new ArrayList<String>();
    numbered.forEach((number, text) -> {
      while (blocks.size() < number) {
        blocks.add("");
      }
      blocks.add(text);
    });
    return blocks;
  }

  /** 0, of which there is no revision, for anything that is no number. */
  private static int number(String typed) {
    return NUMBER.matcher(typed).matches() ? Integer.parseInt(typed) : 0;
  }

  private static ModelAndView show(HttpStatus status, TranslationPage page) {
    var view = new ModelAndView("article/translate", "page", page);
    view.setStatus(status);
    return view;
  }

  private static ModelAndView choose(HttpStatus status, Item item) {
    var view = new ModelAndView("article/translations", "item", item);
    view.setStatus(status);
    return view;
  }
}
