/**
 * Connections within the virtual machine, for tests: no port, no socket, no file.
 */
@NullMarked
package io.fastcgi.engine.memory;

import org.jspecify.annotations.NullMarked;
