"""Makes calls with boto3 and prints what came of each, as JSON.

argv: the endpoint, and a list of calls: {operation, params, region?, unsigned?, attempts?, credentials?}
"""
import json
import sys

import time

import boto3
import botocore
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

# What a retry waits for is no part of what is measured.
time.sleep = lambda seconds: None


def make(endpoint, call):
    config = {"retries": {"max_attempts": call.get("attempts", 1) - 1, "mode": "legacy"}}
    if call.get("unsigned"):
        config["signature_version"] = UNSIGNED
    client = boto3.client(
        "lightsail",
        region_name=call.get("region", "us-east-1"),
        endpoint_url=endpoint,
        aws_access_key_id=call.get("credentials", {}).get("accessKeyId", "test"),
        aws_secret_access_key=call.get("credentials", {}).get("secretAccessKey", "test"),
        aws_session_token=call.get("credentials", {}).get("sessionToken"),
        config=Config(**config),
    )
    try:
        return {"output": getattr(client, call["operation"])(**call["params"])}
    except BotoCoreError as error:
        return {"class": type(error).__name__, "error": type(error).__name__, "message": str(error)}
    except ClientError as error:
        return {
            "class": type(error).__name__,
            "error": error.response["Error"]["Code"],
            "message": error.response["Error"]["Message"],
            "status": error.response["ResponseMetadata"]["HTTPStatusCode"],
            "modeled": hasattr(client.exceptions, error.response["Error"]["Code"])
            if error.response["Error"]["Code"].isidentifier()
            else False,
        }


endpoint, calls = sys.argv[1], json.loads(sys.argv[2])
print(json.dumps({"botocore": botocore.__version__, "results": [make(endpoint, call) for call in calls]}, default=str))
