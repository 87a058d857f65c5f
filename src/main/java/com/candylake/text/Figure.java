package com.candylake.text;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;
import org.jspecify.annotations.Nullable;

/** An image that stands alone and has a title, which is its caption. */
final class Figure extends CustomBlock {
  private final String caption;

  private Figure(String caption) {
    this.caption = caption;
  }

  /** Takes the place of a paragraph with nothing else in it; the image loses its title. */
  static void frame(Node paragraph) {
    if (paragraph.getFirstChild() instanceof Image image && image.getNext() == null && title(image) != null) {
      var figure = new Figure(String.valueOf(title(image)));
      image.setTitle(null);
      Tree.replace(paragraph, figure);
    }
  }

  private static @Nullable String title(Image image) {
    return image.getTitle() == null || image.getTitle().isBlank() ? null : image.getTitle();
  }

  /** Writes it as HTML. */
  record Renderer(HtmlNodeRendererContext context) implements NodeRenderer {
    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Figure.class);
    }

    @Override
    public void render(Node node) {
      HtmlWriter html = context.getWriter();
      html.line();
      html.tag("figure", Map.of());
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        context.render(child);
      }
      html.tag("figcaption");
      html.text(((Figure) node).caption);
      html.tag("/figcaption");
      html.tag("/figure");
      html.line();
    }
  }
}
