package io.fastcgi.frontend.matrix;

/**
 * What stands before the tables of the matrix.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Introduction {

	static final String TEXT = """
			# What each front end does

			Written by `MatrixIT`, which starts every front end with the recipes next to this page and tries each row with it.
			Nothing here was typed. A test fails when a front end does something else than what stands here, but for its version.

			A cell says what came out. A number in brackets leads to the reason, below the table: why something came out in another
			way than one would want, or why it was not tried. Rows without a wanted outcome say what a front end does, and nothing is
			wrong with any of it.

			To write this page anew: `mvn -pl front-end-tests -am verify -Dit.test=MatrixIT
			-Dfailsafe.failIfNoSpecifiedTests=false -DskipTests=false -Dmatrix.write=true`.
			""";

	private Introduction() {
	}

}
