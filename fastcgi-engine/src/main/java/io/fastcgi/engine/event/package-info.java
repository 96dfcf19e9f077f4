/**
 * What the server tells those who watch it: logs and metrics.
 */
@NullMarked
package io.fastcgi.engine.event;

import org.jspecify.annotations.NullMarked;
