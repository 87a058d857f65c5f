package com.candylake.account;

/** What a challenge is given out for. */
enum PasskeyPurpose { ADD, SIGN_UP, SIGN_IN, PROVE }
