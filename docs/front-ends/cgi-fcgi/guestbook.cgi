#!/usr/bin/cgi-fcgi -f
# Hands a CGI request on to an application that listens for FastCGI on 127.0.0.1:9000.
# Every line is explained in ../others.md. It belongs to /usr/lib/cgi-bin, and has to be executable.
-bind -connect 127.0.0.1:9000
