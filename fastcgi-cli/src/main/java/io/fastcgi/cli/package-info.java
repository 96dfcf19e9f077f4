/**
 * The test client on the command line: what {@code curl} is for HTTP.
 * <p>
 * {@link io.fastcgi.cli.Main} is where it starts and
 * {@link io.fastcgi.cli.FastCgiCommand} what it does; the options are in the classes that
 * end in {@code Options}.
 */
@NullMarked
package io.fastcgi.cli;

import org.jspecify.annotations.NullMarked;
