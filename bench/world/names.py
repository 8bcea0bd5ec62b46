"""Names: made up, in English, Indonesian and Chinese with pinyin that fits; any likeness is chance.

A name is drawn by a number: the same number, the same name; two numbers, two names.
"""

from typing import NamedTuple


class Name(NamedTuple):
    """What one thing is called, by language; pinyin without tone marks."""

    en: str
    id: str
    zh: str
    pinyin: str


#: Characters with one reading each, none of them beginning with a vowel.
_SYLLABLES = (
    *(("云", "yun"), ("林", "lin"), ("石", "shi"), ("平", "ping"), ("龙", "long"), ("清", "qing")),
    *(("金", "jin"), ("玉", "yu"), ("泉", "quan"), ("湖", "hu"), ("宁", "ning"), ("新", "xin")),
    *(("高", "gao"), ("明", "ming"), ("松", "song"), ("竹", "zhu"), ("梅", "mei"), ("兰", "lan")),
    *(("田", "tian"), ("桥", "qiao"), ("塘", "tang"), ("港", "gang"), ("岭", "ling"), ("福", "fu")),
)
_FAMILIES = (
    *(("王", "Wang"), ("李", "Li"), ("张", "Zhang"), ("刘", "Liu"), ("陈", "Chen"), ("杨", "Yang")),
    *(("赵", "Zhao"), ("黄", "Huang"), ("周", "Zhou"), ("吴", "Wu"), ("徐", "Xu"), ("孙", "Sun")),
    *(("胡", "Hu"), ("朱", "Zhu"), ("高", "Gao"), ("林", "Lin"), ("何", "He"), ("郭", "Guo")),
    *(("马", "Ma"), ("罗", "Luo"), ("梁", "Liang"), ("宋", "Song"), ("郑", "Zheng"), ("谢", "Xie")),
    *(("韩", "Han"), ("唐", "Tang"), ("冯", "Feng"), ("于", "Yu"), ("董", "Dong"), ("肖", "Xiao")),
    *(("程", "Cheng"), ("曹", "Cao"), ("袁", "Yuan"), ("邓", "Deng"), ("许", "Xu"), ("傅", "Fu")),
)
#: Things that happen, are used or are lacking in a village.
_NOUNS = (
    Name("lending", "pinjaman", "贷款", "daikuan"),
    Name("roads", "jalan", "道路", "daolu"),
    Name("training", "pelatihan", "培训", "peixun"),
    Name("parcel delivery", "pengiriman paket", "快递", "kuaidi"),
    Name("warehouses", "gudang", "仓库", "cangku"),
    Name("internet access", "akses internet", "网络接入", "wangluo jieru"),
    Name("schooling", "persekolahan", "教育", "jiaoyu"),
    Name("packaging", "pengemasan", "包装", "baozhuang"),
    Name("advertising", "periklanan", "广告", "guanggao"),
    Name("farm products", "hasil tani", "农产品", "nongchanpin"),
    Name("handicraft", "kerajinan", "手工艺", "shougongyi"),
    Name("employment", "lapangan kerja", "就业", "jiuye"),
    Name("household income", "pendapatan rumah tangga", "家庭收入", "jiating shouru"),
    Name("health care", "layanan kesehatan", "医疗", "yiliao"),
    Name("housing", "perumahan", "住房", "zhufang"),
    Name("payment services", "layanan pembayaran", "支付服务", "zhifu fuwu"),
    Name("cold storage", "penyimpanan dingin", "冷库", "lengku"),
    Name("tourism", "pariwisata", "旅游", "lüyou"),
    Name("insurance", "asuransi", "保险", "baoxian"),
    Name("bookkeeping", "pembukuan", "记账", "jizhang"),
    Name("market information", "informasi pasar", "市场信息", "shichang xinxi"),
    Name("quality control", "pengendalian mutu", "质量管理", "zhiliang guanli"),
    Name("product design", "desain produk", "产品设计", "chanpin sheji"),
    Name("electricity", "listrik", "电力", "dianli"),
)
_GOOD = (
    Name("better", "lebih baik", "更好", "geng hao"),
    Name("cheaper", "lebih murah", "更便宜", "geng pianyi"),
    Name("wider", "lebih luas", "更广", "geng guang"),
    Name("faster", "lebih cepat", "更快", "geng kuai"),
    Name("shared", "bersama", "共享", "gongxiang"),
    Name("modern", "modern", "现代", "xiandai"),
    Name("local", "setempat", "本地", "bendi"),
    Name("reliable", "andal", "可靠", "kekao"),
    Name("public", "umum", "公共", "gonggong"),
    Name("stable", "stabil", "稳定", "wending"),
    Name("skilled", "terampil", "熟练", "shulian"),
    Name("joint", "gabungan", "联合", "lianhe"),
)
_BAD = (
    Name("scarce", "langka", "稀缺", "xique"),
    Name("costly", "mahal", "昂贵", "anggui"),
    Name("uneven", "timpang", "不均", "bujun"),
    Name("outdated", "usang", "落后", "luohou"),
    Name("neglected", "terabaikan", "被忽视", "bei hushi"),
    Name("irregular", "tidak tetap", "不定", "buding"),
)
_FORMS = (
    Name("Strategy", "Strategi", "战略", "zhanlüe"),
    Name("Plan", "Rencana", "规划", "guihua"),
    Name("Notice", "Pemberitahuan", "通知", "tongzhi"),
    Name("Opinion", "Pendapat", "意见", "yijian"),
    Name("Decision", "Keputusan", "决定", "jueding"),
    Name("Programme", "Program", "项目", "xiangmu"),
    Name("Initiative", "Prakarsa", "倡议", "changyi"),
)
#: Most concepts of one mood there can be for one place.
CONCEPTS = len(_NOUNS) * len(_GOOD)


def proper_name(number: int) -> tuple[str, str]:
    """Return a proper name of two syllables or more: its characters and its pinyin.

    >>> proper_name(0), proper_name(25)
    (('云云', 'Yunyun'), ('林林', 'Linlin'))
    """
    base = len(_SYLLABLES)
    digits = [number % base, number // base % base]
    rest = number // base**2
    while rest:
        rest -= 1
        digits.append(rest % base)
        rest //= base
    chosen = [_SYLLABLES[digit] for digit in digits]
    characters = "".join(character for character, _ in chosen)
    return characters, "".join(syllable for _, syllable in chosen).capitalize()


def place_name(number: int, kind: Name) -> Name:
    """Return the name of a place of a kind, such as a county."""
    characters, pinyin = proper_name(number)
    return Name(
        f"{pinyin} {kind.en}",
        f"{kind.id} {pinyin}",
        f"{characters}{kind.zh}",
        f"{pinyin} {kind.pinyin}",
    )


def person_name(family: int, number: int) -> tuple[Name, str, str]:
    """Return the name of a person, the family name and the given name."""
    character, surname = _FAMILIES[family % len(_FAMILIES)]
    characters, given = proper_name(number)
    latin = f"{surname} {given}"
    return Name(latin, latin, f"{character}{characters}", latin), surname, given


def concept_name(number: int, place: Name, *, wanted: bool = True) -> Name:
    """Return the name of something good or bad in a place."""
    moods = _GOOD if wanted else _BAD
    noun, mood = _NOUNS[number % len(_NOUNS)], moods[number // len(_NOUNS) % len(moods)]
    return Name(
        f"{mood.en} {noun.en} in {place.en}",
        f"{noun.id} {mood.id} di {place.id}",
        f"{place.zh}{mood.zh}的{noun.zh}",
        f"{place.pinyin} {mood.pinyin} de {noun.pinyin}",
    )


def policy_name(number: int, place: Name) -> tuple[Name, str]:
    """Return the name of a policy of a place, and the class of its form."""
    noun, form = _NOUNS[number // len(_FORMS) % len(_NOUNS)], _FORMS[number % len(_FORMS)]
    name = Name(
        f"{form.en} on {noun.en} of {place.en}",
        f"{form.id} {noun.id} {place.id}",
        f"{place.zh}{noun.zh}{form.zh}",
        f"{place.pinyin} {noun.pinyin} {form.pinyin}",
    )
    return name, f"tkg:{form.en}"


def work_title(number: int, place: str) -> str:
    """Return the English title of a work about a place.

    >>> work_title(1, "Yunlin County")
    'Cheaper lending in Yunlin County'
    """
    mood, noun = _GOOD[number % len(_GOOD)], _NOUNS[number // len(_GOOD) % len(_NOUNS)]
    return f"{mood.en.capitalize()} {noun.en} in {place}"
