"""Runs an example of docs/certificate. Older versions of boto3 do not read the endpoint from the environment."""

import functools
import os
import sys

import boto3

boto3.client = functools.partial(boto3.client, endpoint_url=os.environ["AWS_ENDPOINT_URL"])
with open(sys.argv[1], encoding="utf-8") as example:
    exec(compile(example.read(), sys.argv[1], "exec"))
