package com.candylake;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application: everything below this package. The command line in {@code ops} starts it. */
@SpringBootApplication
public class CandyLake {}
