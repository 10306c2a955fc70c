"""Makes a user that may only search and query, with the privileges of roles as Milvus 2.3 has them."""

import tempfile

from pymilvus import Role, connections, utility

from until_connected import until_connected


def answer(request):
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as authority:
        authority.write(request["ca"] or "")
        authority.flush()
        path = authority.name
        tls = {"secure": True, "server_pem_path": path, "server_name": "127.0.0.1"} if request["ca"] else {}
        address, token = request["address"], request["token"]
        until_connected(lambda timeout: connections.connect("default", uri=address, token=token, timeout=timeout, **tls))
        try:
            make(request["user"], request["password"])
        finally:
            connections.disconnect("default")


def make(user, password):
    utility.create_user(user, password)
    role = Role("reader")
    role.create()
    for kind, name, privilege in [
        ("Global", "*", "DescribeCollection"),
        ("Global", "*", "ShowCollections"),
        ("Collection", "*", "Search"),
        ("Collection", "*", "Query"),
    ]:
        role.grant(kind, name, privilege)
    role.add_user(user)
