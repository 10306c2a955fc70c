"""Makes a user that may only search and query, with the privileges of roles as Milvus 2.3 has them."""

import json
import sys
import tempfile

from pymilvus import Role, connections, utility

request = json.loads(sys.argv[1])
authority = tempfile.NamedTemporaryFile("w", suffix=".pem")
authority.write(request["ca"] or "")
authority.flush()
tls = {"secure": True, "server_pem_path": authority.name, "server_name": "127.0.0.1"} if request["ca"] else {}
connections.connect("default", uri=request["address"], token=request["token"], timeout=30, **tls)
utility.create_user(request["user"], request["password"])
role = Role("reader")
role.create()
for kind, name, privilege in [
    ("Global", "*", "DescribeCollection"),
    ("Global", "*", "ShowCollections"),
    ("Collection", "*", "Search"),
    ("Collection", "*", "Query"),
]:
    role.grant(kind, name, privilege)
role.add_user(request["user"])
