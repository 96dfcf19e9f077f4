/**
 * Bean Validation of arguments and results of handler methods.
 */
@NullMarked
package io.fastcgi.spring.handler.validation;

import org.jspecify.annotations.NullMarked;
