package io.fastcgi.spring.handler.dispatch;

import io.fastcgi.spring.handler.result.ResultWriter;

/**
 * A method that answers exceptions.
 *
 * @param invoker calls the method
 * @param resultWriter writes what it returns
 * @param preset what its annotations say about the response
 * @author FastCGI Spring Boot maintainers
 */
record ExceptionHandlerMethod(HandlerInvoker invoker, ResultWriter resultWriter, ResponsePreset preset) {

}
