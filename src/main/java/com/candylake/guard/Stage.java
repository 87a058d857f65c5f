package com.candylake.guard;

/** How far the author has taken an item. */
public enum Stage { DRAFT, SCHEDULED, IN_REVIEW, PUBLISHED, WITHDRAWN }
