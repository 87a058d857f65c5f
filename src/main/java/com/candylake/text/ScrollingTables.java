package com.candylake.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Renders a table inside a box that scrolls, by keyboard too, where it is wider than the page. */
final class ScrollingTables implements NodeRenderer {
  private final HtmlNodeRendererContext context;

  ScrollingTables(HtmlNodeRendererContext context) {
    this.context = context;
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(TableBlock.class);
  }

  @Override
  public void render(Node table) {
    HtmlWriter html = context.getWriter();
    Map<String, String> box = new LinkedHashMap<>();
    box.put("class", "table");
    box.put("tabindex", "0");
    html.line();
    html.tag("div", box);
    html.tag("table");
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      context.render(part);
    }
    html.tag("/table");
    html.tag("/div");
    html.line();
  }
}
