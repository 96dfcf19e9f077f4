package guide.interceptors;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * Marks handler methods for everybody.
 */
@Retention(RetentionPolicy.RUNTIME)
@interface Public {

}
