package com.candylake.card;

import com.candylake.base.Moved;
import com.candylake.guard.Viewer;
import com.candylake.item.Addresses;
import com.candylake.item.Item;
import com.candylake.item.Items;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** Any item, by its id alone. */
@Controller
class CardController {
  private final Items items;
  private final Lists lists;

  CardController(Items items, Lists lists) {
    this.items = items;
    this.lists = lists;
  }

  @GetMapping("/i/{id:\\d{1,18}}")
  ModelAndView lead(Viewer viewer, @PathVariable long id) {
    throw new Moved(Addresses.of(items.visibleTo(viewer, id)));
  }

  /** What the viewer can do to it and how it stands: the part of a page that a script replaces. Two queries. */
  @GetMapping("/i/{id:\\d{1,18}}/acts")
  ModelAndView acts(Viewer viewer, @PathVariable long id) {
    Item item = items.visibleTo(viewer, id);
    return new ModelAndView("card/pressed", "id", id)
        .addObject("facts", item.facts())
        .addObject("counts", item.counts())
        .addObject("mine", lists.mark(viewer, item))
        .addObject("place", Addresses.any(id));
  }
}
