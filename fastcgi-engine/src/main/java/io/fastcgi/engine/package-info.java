/**
 * FastCGI and SCGI server. Begin with {@link io.fastcgi.engine.FastCgiServer}.
 */
@NullMarked
package io.fastcgi.engine;

import org.jspecify.annotations.NullMarked;
