"""The Spark example finds on a cluster what the embedded graph holds."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from taobao_kg.ask.discrepancies import read_discrepancies
from taobao_kg.export.formats import export_graph
from taobao_kg.measures.centrality import measure_centrality
from taobao_kg.measures.ties import read_ties

pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed (extra spark)")

JOB = Path(__file__).parents[1] / "examples" / "spark" / "job.py"
HOME = Path(pyspark.__file__).parent
#: What a busy machine may need to start a Java program, in seconds.
PATIENCE = 120
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spark")
    return os.environ | {
        "SPARK_HOME": str(HOME),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(folder),
        "SPARK_WORKER_DIR": str(folder),
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
    }


@pytest.fixture(scope="module")
def cluster(environment, tmp_path_factory):
    """A master and two workers on loopback; its address."""
    logs = tmp_path_factory.mktemp("logs")
    port = free_port()
    address = f"spark://127.0.0.1:{port}"
    options = ["--host", "127.0.0.1", "--webui-port", "0"]
    master = ["org.apache.spark.deploy.master.Master", *options, "--port", str(port)]
    worker = ["org.apache.spark.deploy.worker.Worker", *options, "--cores", "1", "--memory", "1g"]
    processes = []
    try:
        processes.append(start(master, environment, logs / "master"))
        wait_for(logs / "master", "New state: ALIVE", processes[0])
        for number in (1, 2):
            log = logs / f"worker-{number}"
            processes.append(start([*worker, address], environment, log))
            wait_for(log, "Successfully registered with master", processes[-1])
        yield address
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(PATIENCE)


def start(command, environment, log):
    with log.open("wb") as file:
        return subprocess.Popen(
            [HOME / "bin" / "spark-class", *command], env=environment, stdout=file, stderr=file
        )


def wait_for(log, words, process):
    end = time.monotonic() + PATIENCE
    while words not in (text := log.read_text(encoding="utf-8")):
        assert process.poll() is None, text
        assert time.monotonic() < end, text
        time.sleep(0.2)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="module")
def answers(cluster, environment, real_graph, tmp_path_factory):
    """What the job writes about the real data: rows by folder."""
    folder = tmp_path_factory.mktemp("job")
    export_graph(real_graph, str(folder / "tables"), "parquet")
    command = [
        *(HOME / "bin" / "spark-submit", "--master", cluster),
        *("--conf", "spark.sql.shuffle.partitions=2", "--conf", "spark.ui.enabled=false"),
        *("--conf", "spark.log.level=ERROR"),
        *(JOB, folder / "tables", folder / "found"),
    ]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {
        name: [
            json.loads(line)
            for file in sorted((folder / "found" / name).glob("*.json"))
            for line in file.read_text(encoding="utf-8").splitlines()
        ]
        for name in ("values", "centrality")
    }


def test_the_conflicts_of_value_are_those_of_the_graph(answers, real_graph):
    found = {row["id"]: row["between"] for row in answers["values"]}
    known = read_discrepancies(real_graph, kinds=["value"])
    assert known
    assert found == {one.iri: sorted(one.statements) for one in known}


def test_every_thing_has_the_degree_and_rank_that_the_graph_gives_it(answers, real_graph):
    found = {row.pop("id"): row for row in answers["centrality"]}
    known = measure_centrality(read_ties(real_graph))
    assert found.keys() == known.keys()
    for thing, one in known.items():
        assert (found[thing]["degree"], found[thing]["strength"]) == (one.degree, one.strength)
        assert found[thing]["pagerank"] == pytest.approx(one.pagerank, abs=1e-7)
