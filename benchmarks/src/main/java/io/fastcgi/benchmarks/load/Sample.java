package io.fastcgi.benchmarks.load;

/**
 * What one round has shown.
 *
 * @param cpu microseconds of CPU time that front end and application took together for a
 * request
 * @param application microseconds of it that the application took
 * @param rate requests per second
 * @param p99 milliseconds within which 99 of 100 requests were answered
 * @author FastCGI Spring Boot maintainers
 */
record Sample(double cpu, double application, double rate, double p99) {

}
