# Sourced by the scripts: what they need, and how they call Maven.

maven=(mvn -B -ntp -Dstyle.color=never)

say() {
	printf '\n>>> %s\n' "$@" >&2
}

die() {
	say "$@"
	exit 1
}

# jdk_version <home>: the feature version of the JDK, such as 17, or 0 if it is none
jdk_version() {
	local version
	version=$("$1/bin/javac" -version 2>&1) || version=
	[[ $version =~ ^javac\ ([0-9]+) ]] && echo "${BASH_REMATCH[1]}" || echo 0
}

# find_jdk <version>: the home of a JDK of this version or a newer one, if there is any
find_jdk() {
	local override=JAVA_HOME_$1 home
	for home in "${!override:-}" /usr/lib/jvm/*; do
		if [[ -x $home/bin/javac ]] && (( $(jdk_version "$home") >= $1 )); then
			echo "$home"
			return
		fi
	done
	return 1
}

need_jdk_and_maven() {
	if [[ -z ${JAVA_HOME:-} ]]; then
		local javac
		javac=$(command -v javac) ||
			die "This needs a JDK, 17 or newer, and there is no 'javac'. On Debian: apt install openjdk-17-jdk-headless"
		JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$javac")")")
		export JAVA_HOME
	fi
	(( $(jdk_version "$JAVA_HOME") >= 17 )) ||
		die "This needs a JDK, 17 or newer, and $JAVA_HOME is none. Point JAVA_HOME to one, or unset it."
	command -v mvn > /dev/null ||
		die "This needs Maven, 3.6.3 or newer, and there is no 'mvn'. On Debian: apt install maven"
	local version
	version=$(mvn -version | grep -oE 'Apache Maven [0-9.]+' | grep -oE '[0-9.]+$')
	printf '3.6.3\n%s\n' "$version" | sort -C -V ||
		die "This needs Maven, 3.6.3 or newer, and 'mvn' is $version."
}
