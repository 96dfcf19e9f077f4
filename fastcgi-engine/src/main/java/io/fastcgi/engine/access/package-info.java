/**
 * Who may connect: addresses, users of this machine, a shared secret, and TLS.
 */
@NullMarked
package io.fastcgi.engine.access;

import org.jspecify.annotations.NullMarked;
