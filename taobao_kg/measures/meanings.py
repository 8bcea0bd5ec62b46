"""What each measure means, in one sentence, in three languages."""

MEANINGS = {
    "network": {
        "en": "Two things are tied when a source asserts or reports something of both;"
        " a measure tells what sources speak of, not how the world is.",
        "id": "Dua hal terhubung bila suatu sumber menyatakan sesuatu tentang keduanya;"
        " ukuran ini menunjukkan apa yang dibicarakan sumber, bukan keadaan dunia.",
        "zh": "若有来源同时谈及两者，则两者相连；各项指标反映来源谈论什么，而非世界本身如何。",
    },
    "degree": {
        "en": "degree: with how many other things it is spoken of.",
        "id": "degree: dengan berapa hal lain ia dibicarakan.",
        "zh": "degree（度）：与多少其他事物一同被谈及。",
    },
    "strength": {
        "en": "strength: how many statements tie it to them.",
        "id": "strength: berapa pernyataan yang menghubungkannya.",
        "zh": "strength（强度）：由多少条陈述与之相连。",
    },
    "betweenness": {
        "en": "betweenness: on what share of the shortest ways between two others it lies"
        " (0 to 1).",
        "id": "betweenness: pada berapa bagian jalan terpendek antara dua hal lain ia terletak"
        " (0 sampai 1).",
        "zh": "betweenness（中介度）：其他两者之间的最短路径中经过它的比例（0到1）。",
    },
    "pagerank": {
        "en": "pagerank: how often a reader who follows statements from subject to object comes by"
        " (all add up to 1).",
        "id": "pagerank: seberapa sering pembaca yang mengikuti pernyataan dari subjek ke objek"
        " melewatinya (semua berjumlah 1).",
        "zh": "pagerank：沿陈述由主语走向宾语的读者到达它的频率（总和为1）。",
    },
    "community": {
        "en": "community: the group whose members say more of one another than of others"
        " (Louvain).",
        "id": "community: kelompok yang anggotanya lebih banyak terhubung satu sama lain"
        " (Louvain).",
        "zh": "community（社群）：内部联系多于外部联系的一组（Louvain 方法）。",
    },
    "component": {
        "en": "component: the part of the network that some way leads through; none leads out.",
        "id": "component: bagian jaringan yang saling terjangkau; tidak ada jalan keluar darinya.",
        "zh": "component（连通分量）：彼此可达的部分，与外部没有路径。",
    },
    "path": {
        "en": "A path tells over what two things are connected; ← reads a statement backwards.",
        "id": "Jalur menunjukkan melalui apa dua hal terhubung; ← dibaca terbalik.",
        "zh": "路径说明两者经由什么相连；←表示反向阅读该陈述。",
    },
    "actors": {
        "en": "Two actors are tied when they issued, ran or proposed the same policy, or are"
        " partners.",
        "id": "Dua aktor terhubung bila menerbitkan, menjalankan atau mengusulkan kebijakan yang"
        " sama, atau bermitra.",
        "zh": "若两个行动者发布、实施或提出同一政策，或互为伙伴，则相连。",
    },
    "matrix": {
        "en": "Each cell counts the statements that an actor issued, ran or proposed a policy.",
        "id": "Tiap sel menghitung pernyataan bahwa aktor menerbitkan, menjalankan atau mengusulkan"
        " kebijakan.",
        "zh": "每格为该行动者发布、实施或提出该政策的陈述数。",
    },
}


def explain(names: tuple[str, ...], lang: str = "en") -> str:
    """Return what some measures mean, one line each.

    >>> explain(("degree",))
    'degree: with how many other things it is spoken of.'
    """
    return "\n".join(MEANINGS[name][lang] for name in names)
