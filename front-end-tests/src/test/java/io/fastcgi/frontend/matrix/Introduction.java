package io.fastcgi.frontend.matrix;

/**
 * What stands before the tables of the matrix.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Introduction {

	static final String TEXT = """
			# What each front end does

			`MatrixIT` starts every front end with the recipes next to this page, asks each of them the same, and writes down what
			comes out. Nothing here was typed, and the test fails when a front end does something else, whatever its version.

			A number in brackets leads to the reason, below the table: why something comes out in another way than one would want,
			or why it was not tried. Some rows have no outcome that everybody would want. They say what a front end does.

			A column that says "with" or "without" is a recipe in which one line is another, or missing.

			A cell that says "differs from time to time" is not what was seen, but all that is allowed: the front end comes to one
			or the other by chance, and the test fails when it does a third thing.

			To write this page anew (twice for a front end that is new on it):

			```
			mvn -pl front-end-tests -am verify -Dit.test='Matrix*IT' -Dfailsafe.failIfNoSpecifiedTests=false -Dmatrix.write=true
			```

			With `-Dmatrix.only=nginx` one front end is tried. What came out is in `front-end-tests/target/matrix`.
			""";

	private Introduction() {
	}

}
