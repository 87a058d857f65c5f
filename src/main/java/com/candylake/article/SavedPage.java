package com.candylake.article;

import com.candylake.base.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What whoever writes is told about a draft that was sent from an open page.
 *
 * @param merged what stands there now, if another window's text was put together with it
 * @param theirs what another window has saved, if the two are at odds
 */
public record SavedPage(Drafts.Mark mark, @Nullable Typed merged, @Nullable Draft theirs, List<Refusal.Problem> problems) {}
