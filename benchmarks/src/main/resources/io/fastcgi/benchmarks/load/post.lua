wrk.method = "POST"
wrk.body = '{"id":42,"text":"Hello from the other side of the wire","author":"somebody","tags":["short","polite"]}'
wrk.headers["Content-Type"] = "application/json"
