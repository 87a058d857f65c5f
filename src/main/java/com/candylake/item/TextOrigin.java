package com.candylake.item;

/** Who made a text: the item's author, somebody who translated it, or a machine. */
public enum TextOrigin { AUTHOR, TRANSLATOR, MACHINE }
