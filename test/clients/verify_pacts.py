"""Verifies pact files against a server on 127.0.0.1, with pact-python."""

import sys

from pact import Verifier

url = sys.argv[1]
verifier = Verifier("lightsail", host="127.0.0.1")
verifier.add_transport(url=url)
verifier.state_handler(f"{url}/_mock/pact-states", body=True, teardown=True)
for file in sys.argv[2:]:
    verifier.add_source(file)
verifier.verify()
