package com.candylake.follow;

import com.candylake.base.Lang;
import org.jspecify.annotations.Nullable;

/**
 * Something that a member follows, as a list shows it.
 *
 * @param id of the following itself; later ones have higher ones
 * @param name of the author or the channel; of an item its title, or its beginning
 * @param lang that the name is in; null: in none, or in the interface's
 * @param path where it stands, and with {@code /follow} where one stops following it
 */
public record Followed(long id, Subject subject, String name, @Nullable Lang lang, String path, String followPath) {}
