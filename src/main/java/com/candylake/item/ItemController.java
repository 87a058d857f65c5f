package com.candylake.item;

import com.candylake.change.Nodes;
import com.candylake.form.SeeOther;
import com.candylake.guard.Guard;
import com.candylake.guard.ItemFacts;
import com.candylake.guard.Stage;
import com.candylake.guard.Viewer;
import com.candylake.limit.Limit;
import com.candylake.limit.Limited;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Withdrawing what one has published, and bringing it back. */
@Controller
class ItemController {
  private final Items items;
  private final Nodes nodes;

  ItemController(Items items, Nodes nodes) {
    this.items = items;
    this.nodes = nodes;
  }

  @GetMapping("/i/{id:\\d{1,18}}/withdraw")
  ModelAndView ask(Viewer viewer, @PathVariable long id) {
    Item item = items.visibleTo(viewer, id);
    if (!Guard.mayMove(viewer, item.facts(), Stage.WITHDRAWN)) {
      throw Guard.refusal(viewer);
    }
    Text text = items.text(item, item.lang());
    return new ModelAndView("item/withdraw", "page", new WithdrawPage(id,
        item.kind().name().toLowerCase(Locale.ROOT), item.lang(), text.title().isEmpty() ? text.excerpt() : text.title()));
  }

  /** A second click finds it withdrawn and says so. */
  @PostMapping("/i/{id:\\d{1,18}}/withdraw")
  @Limited(Limit.CHANGE)
  ModelAndView withdraw(Viewer viewer, @PathVariable long id) {
    to(viewer, id, Stage.WITHDRAWN, Stage.PUBLISHED);
    return SeeOther.done("/mine", nodes.confirm().isEmpty() ? "withdrawn" : "withdrawn-unconfirmed");
  }

  @PostMapping("/i/{id:\\d{1,18}}/restore")
  @Limited(Limit.CHANGE)
  ModelAndView restore(Viewer viewer, @PathVariable long id) {
    to(viewer, id, Stage.PUBLISHED, Stage.WITHDRAWN);
    return SeeOther.done("/mine", "restored");
  }

  private void to(Viewer viewer, long id, Stage to, Stage from) {
    ItemFacts facts = items.visibleTo(viewer, id).facts();
    if (facts.stage() == from) {
      items.move(viewer, id, to, null);
    } else if (facts.stage() != to || !Guard.mayMove(viewer, facts, from)) {
      throw Guard.refusal(viewer);
    }
  }
}
