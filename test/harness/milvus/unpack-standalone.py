"""Unpacks Milvus Standalone with its own launcher, without starting it: ENVIRONMENT/standalone/{bin,configs}."""

import pathlib
import sys

import milvus

folder = str(pathlib.Path(sys.argv[1]) / "standalone")
config = milvus.MilvusServerConfig(data_dir=folder)
config.resolve()
milvus._initialize_data_files(folder)
