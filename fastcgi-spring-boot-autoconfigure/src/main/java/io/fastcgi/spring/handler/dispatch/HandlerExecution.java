package io.fastcgi.spring.handler.dispatch;

import java.util.concurrent.Executor;

import io.fastcgi.spring.handler.RequestObserver;

import org.springframework.core.task.TaskDecorator;

/**
 * Where handler methods run, and who watches them.
 *
 * @param executor runs what may block
 * @param propagation takes the context of a thread along to another one
 * @param observer watches the requests
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record HandlerExecution(Executor executor, TaskDecorator propagation, RequestObserver observer) {

}
