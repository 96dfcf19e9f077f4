/**
 * Tests of the packaged demo behind real front ends.
 */
package io.fastcgi.demo.it;
