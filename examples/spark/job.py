"""Conflicts of value, and degree and PageRank of things, from the Parquet tables with Spark.

Usage: spark-submit job.py TABLES OUTPUT

TABLES is a folder that `taobao-kg export -f parquet` wrote. OUTPUT, which must not exist yet, gets
two folders of JSON lines: ``values`` (id, between) and ``centrality`` (id, degree, strength,
pagerank). They hold the same as `taobao-kg discrepancies --kind value` and `taobao-kg network`.
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
    numbers = statements.where("value IS NOT NULL")
    conflicts = find_conflicts(numbers, triples).unionByName(find_disputes(numbers, triples))
    conflicts.write.json(f"{output}/values")
    measure(read_ties(statements)).write.json(f"{output}/centrality")
    spark.stop()


def find_conflicts(numbers: DataFrame, triples: DataFrame) -> DataFrame:
    """Return where one source contradicts itself: id, and the statements it lies between.

    That is so where the intervals that its numbers of one quantity stand for have no point in
    common.
    """
    numbers = (
        numbers.withColumn("at", f.explode_outer("place"))
        .withColumn("in_year", f.explode_outer("year"))
        .withColumn("in_period", f.explode_outer("period"))
        .withColumn("at", f.coalesce("at", f.lit("")))
        .withColumn("time", f.coalesce(f.col("in_year").cast("string"), "in_period", f.lit("")))
        .withColumn("key", f.substring_index("id", "/", -1))
    )
    quantity = ["source", "predicate", "subject", "at", "unit", "time"]
    plausible = _pairs(triples, "usualLeast", "predicate", "least").withColumn(
        "least", f.col("least").cast("decimal(38,17)")
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
    found = numbers.join(grouped, quantity).where("value >= smallest")
    return _name(found, "value", "first", "last")


def find_disputes(numbers: DataFrame, triples: DataFrame) -> DataFrame:
    """Return where sources contradict one another, in the same columns.

    Copies do not contradict what they copy, nor do numbers that different bodies define.
    """
    numbers = numbers.withColumns(
        {
            "since": f.explode("first_month"),
            "until": f.explode("last_month"),
        }
    )
    quantity = ["comparison_key", "since", "until"]
    grouped = (
        numbers.groupBy(quantity)
        .agg(
            f.max("low").alias("highest_low"),
            f.min("high").alias("lowest_high"),
            f.countDistinct("source").alias("sources"),
            f.substring_index(f.min("id"), "/", -1).alias("first"),
            f.substring_index(f.max("id"), "/", -1).alias("last"),
        )
        .where("highest_low > lowest_high AND sources > 1")
        .select(*quantity, "first", "last")
    )
    copies = _pairs(triples, "copyOf", "source", "original")
    yardsticks = _pairs(triples, "yardstick", "id", "yardstick")
    told = (
        numbers.join(grouped, quantity)
        .join(copies, "source", "left")
        .join(yardsticks, "id", "left")
        .select(*quantity, "first", "last", "id", "source", "low", "high", "original", "yardstick")
    )
    one, other = told.alias("one"), told.alias("other")
    apart = "one.low > other.high OR other.low > one.high"
    copied = "one.original <=> other.source OR other.original <=> one.source"
    alike = "coalesce(one.yardstick = other.yardstick, true)"
    same = reduce(
        lambda left, right: left & right,
        (f.col(f"one.{name}") == f.col(f"other.{name}") for name in quantity),
    )
    pairs = one.join(other, same & f.expr(f"({apart}) AND one.source <> other.source"))
    found = pairs.where(f"NOT ({copied}) AND {alike}").select("one.*")
    return _name(found, "value-across-sources", "first", "last")


def _pairs(triples: DataFrame, predicate: str, subject: str, value: str) -> DataFrame:
    """Return subject and object of the triples of a predicate, under other names."""
    said = triples.where(f.col("predicate") == TERM + predicate)
    return said.select(f.col("subject").alias(subject), f.col("object").alias(value)).distinct()


def _name(found: DataFrame, kind: str, first: str, last: str) -> DataFrame:
    """Return conflicts by name: the statements of each."""
    name = f.concat(f.lit(f"{ID}discrepancy/{kind}-"), first, f.lit("-"), last)
    between = f.sort_array(f.collect_set("statement")).alias("between")
    return found.withColumnRenamed("id", "statement").groupBy(name.alias("id")).agg(between)


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
