"""Conflicts of value, and degree and PageRank of things, from the Parquet tables with Spark.

Usage: spark-submit job.py TABLES OUTPUT

TABLES is a folder that `taobao-kg export -f parquet` wrote. OUTPUT, which must not exist yet, gets
two folders of JSON lines: ``values`` (id, between) and ``centrality`` (id, degree, strength,
pagerank). Both hold the same as `taobao-kg discrepancies --kind value` and `taobao-kg network`.
"""

import sys
from functools import reduce

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as f

ID = "https://w3id.org/taobao-kg/id/"
TERM = "https://w3id.org/taobao-kg/ontology#"
#: What is an order of the curators, not said by a source, is not measured.
MEASURED = ("actor", "concept", "event", "place", "platform", "policy")
DAMPING, TOLERANCE = 0.85, 1e-9
#: Steps of a reader between two looks at whether anything still moves, and how many rounds of them.
STEPS, MOST_ROUNDS = 8, 40


def main() -> None:
    """Read the tables, compute both, write both."""
    tables, output = sys.argv[1:]
    spark = SparkSession.builder.appName("taobao-kg").getOrCreate()
    statements = spark.read.parquet(f"{tables}/statements.parquet")
    triples = spark.read.parquet(f"{tables}/triples.parquet")
    find_conflicts(statements, triples).write.json(f"{output}/values")
    measure(read_ties(statements)).write.json(f"{output}/centrality")
    spark.stop()


def find_conflicts(statements: DataFrame, triples: DataFrame) -> DataFrame:
    """Return the discrepancies of the kind ``value``: id, and the statements they lie between.

    A source contradicts itself where the intervals that its numbers of one quantity stand for
    have no point in common.
    """
    numbers = (
        statements.where("value IS NOT NULL")
        .withColumn("at", f.explode_outer("place"))
        .withColumn("in_year", f.explode_outer("year"))
        .withColumn("in_period", f.explode_outer("period"))
        .withColumn("at", f.coalesce("at", f.lit("")))
        .withColumn("time", f.coalesce(f.col("in_year").cast("string"), "in_period", f.lit("")))
        .withColumn("key", f.substring_index("id", "/", -1))
    )
    quantity = ["source", "predicate", "subject", "at", "unit", "time"]
    plausible = triples.where(f.col("predicate") == f"{TERM}usualLeast").select(
        f.col("subject").alias("predicate"), f.col("object").cast("decimal(38,17)").alias("least")
    )
    said = numbers.where(f.col("stance").isin(f"{TERM}asserted", f"{TERM}reported"))
    grouped = (
        said.join(plausible, "predicate", "left")
        .where("least IS NULL OR value >= least")
        .groupBy(quantity)
        .agg(
            f.min("value").alias("smallest"),
            f.min("key").alias("first"),
            f.max("key").alias("last"),
            f.max("low").alias("highest_low"),
            f.min("high").alias("lowest_high"),
        )
        .where("highest_low > lowest_high")
    )
    name = f.concat(f.lit(f"{ID}discrepancy/value-"), "first", f.lit("-"), "last")
    return (
        numbers.join(grouped, quantity)
        .where("value >= smallest")
        .groupBy(name.alias("id"))
        .agg(f.sort_array(f.collect_set(numbers["id"])).alias("between"))
    )


def read_ties(statements: DataFrame) -> DataFrame:
    """Return what claims tie to what: source, target, weight (how many claims say so)."""
    stated = statements.where(f.col("stance").isin(f"{TERM}asserted", f"{TERM}reported"))
    return (
        stated.where(_is_measured("subject") & _is_measured("object"))
        .where("subject <> object AND value IS NULL")
        .groupBy(f.col("subject").alias("source"), f.col("object").alias("target"))
        .agg(f.countDistinct("id").alias("weight"))
        .localCheckpoint()
    )


def measure(ties: DataFrame) -> DataFrame:
    """Return degree (neighbours), strength (claims) and PageRank of each thing that is tied."""
    back = ties.select(f.col("target").alias("source"), f.col("source").alias("target"), "weight")
    degrees = (
        ties.unionByName(back)
        .groupBy(f.col("source").alias("id"))
        .agg(f.countDistinct("target").alias("degree"), f.sum("weight").alias("strength"))
        .localCheckpoint()
    )
    return degrees.join(rank(ties, degrees.select("id")), "id")


def rank(ties: DataFrame, things: DataFrame) -> DataFrame:
    """Return the PageRank of things by repeated multiplication: id, pagerank; they sum up to 1."""
    count = things.count()
    leaving = ties.groupBy("source").agg(f.sum("weight").alias("leaving"))
    shares = (
        ties.join(leaving, "source")
        .select("source", "target", (f.col("weight") / f.col("leaving")).alias("share"))
        .localCheckpoint()
    )
    without = things.join(leaving, things["id"] == leaving["source"], "left_anti").localCheckpoint()
    ranks = things.withColumn("pagerank", f.lit(1.0 / count))
    for _ in range(MOST_ROUNDS):
        before = ranks
        for _ in range(STEPS):
            ranks = _walk(ranks, things, shares, without, count)
        both = ranks.join(before.withColumnRenamed("pagerank", "earlier"), "id")
        if both.agg(f.sum(f.abs(f.col("pagerank") - f.col("earlier")))).first()[0] < TOLERANCE:
            break
    return ranks


def _walk(
    ranks: DataFrame, things: DataFrame, shares: DataFrame, without: DataFrame, count: int
) -> DataFrame:
    """Return where readers are one step later."""
    received = (
        shares.join(ranks, shares["source"] == ranks["id"])
        .groupBy(f.col("target").alias("id"))
        .agg(f.sum(f.col("pagerank") * f.col("share")).alias("received"))
    )
    # Who reads a thing that says nothing further goes anywhere.
    lost = without.join(ranks, "id").agg(f.coalesce(f.sum("pagerank"), f.lit(0.0)).alias("lost"))
    walked = DAMPING * (f.coalesce("received", f.lit(0.0)) + f.col("lost") / count)
    arrived = things.join(received, "id", "left").crossJoin(lost)
    # Without it the plan would grow with each step.
    return arrived.select(
        "id", (walked + (1 - DAMPING) / count).alias("pagerank")
    ).localCheckpoint()


def _is_measured(column: str) -> Column:
    kinds = (f.col(column).startswith(f"{ID}{kind}/") for kind in MEASURED)
    return reduce(lambda one, other: one | other, kinds)


if __name__ == "__main__":
    main()
