"""Sheets for the tiny world, which knows one source, one actor, one policy, one indicator."""

from pathlib import Path

import pytest

from taobao_kg.curate.importing import ImportReport, plan_import
from taobao_kg.curate.sheets import read_sheet
from taobao_kg.curate.writing import write_files
from taobao_kg.folders import Folders

SOURCES = [
    "source_id,url,title,publisher,date,language,kind,quality",
    "S1,https://example.org/a,A report,Example Press,2016-05-01,en,news,ordinary",
    "S2,https://example.org/b,一份报告,新华社 (copy),2017,zh,news,copy",
]
ACTORS = [
    "actor_id,name_zh,pinyin,name_en,abbreviation,kind,role,source_id,note",
    "A1,国务院,,State Council,,central government,issuer,S1,",
    "A2,商务部,Shangwubu,Ministry of Commerce,MOFCOM,ministry,lead body,S2,",
    "A3,新华社,Xinhua she,Xinhua,,agency,,S1,",
]
POLICIES = [
    "policy_id,title_zh,title_en,document_no,issuing_bodies,level,date_issued,legal_type,"
    "relations,targets,source_id,locator,note",
    "P1,农村电商意见,Opinions on Rural E-commerce,商建〔2015〕1号,Ministry of Commerce; A1,central,"
    "2015-11,guiding opinion,implements P2,by 2020 a market; 200 counties,S1,para 1,",
    "P2,宽带中国战略,Broadband Strategy,,State Council; nobody known,provincial (Zhejiang),2013,"
    "strategy,implemented by P1; enlivens P1,,S2,para 2,title reconstructed",
]
NUMBERS = [
    "indicator,area,area_code_if_known,year_or_date,value,unit,source_id,locator,note",
    "internet_adoption_rate,Zhejiang,330000,2016,45.5,%,S1,table 1,over",
    "internet_adoption_rate,China,,FY2016,40,%,S2,table 2,derived: 50 minus 10",
    "users_of_the_net,China,,2016-06,1.5,million persons,S1,para 3,MOFCOM; conflicts with others",
    "users_of_the_net,Wenzhou (Zhejiang),330300,2016,12,million persons,S1,para 3,over 3-5 years",
]
CLAIMS = [
    "subject,relation,object,year,source_id",
    "A2,issued,P1,2015,S1",
    "A2,partners_with,A1,2015,S2",
]
SHEETS = {
    "sources": SOURCES,
    "actors": ACTORS,
    "policies": POLICIES,
    "observations": NUMBERS,
    "claims": CLAIMS,
}

UNITS = """
<unit/person>
  a tkg:Unit ;
  rdfs:label "person"@en , "orang"@id , "人"@zh-Hans , "ren"@zh-Latn ;
  <http://www.w3.org/2004/02/skos/core#notation> "persons" ;
  tkg:dimension "count" ;
  tkg:labelSource "en=ours" , "id=ours" , "zh-Hans=ours" , "zh-Latn=ours" ;
  .

<unit/percent> <http://www.w3.org/2004/02/skos/core#notation> "%" .
<indicator/internet-adoption-rate>
  <http://www.w3.org/2004/02/skos/core#notation> "internet_adoption_rate" .
"""


class World:
    """A tiny world and its sheets."""

    def __init__(self, folders: Folders, home: Path) -> None:
        self.folders = folders
        self.home = home
        self.sheets = {name: list(lines) for name, lines in SHEETS.items()}

    def plan(self, *names: str) -> ImportReport:
        """Plan the import of some sheets, or of all."""
        paths = []
        for name in names or self.sheets:
            path = self.home / f"{name}.csv"
            path.write_text("\n".join(self.sheets[name]) + "\n", encoding="utf-8")
            paths.append(path)
        return plan_import(self.folders, [read_sheet(path) for path in paths], sheet_set="test")

    def take(self, *names: str) -> ImportReport:
        """Import them."""
        report = self.plan(*names)
        write_files(self.folders.data, report.files)
        return report

    def text(self, name: str) -> str:
        """Return a file of the data folder."""
        return (self.folders.data / name).read_text(encoding="utf-8")


@pytest.fixture
def world(tiny: Folders, tmp_path: Path) -> World:
    """The tiny world with units that sheets can name."""
    indicators = tiny.data / "indicators.ttl"
    indicators.write_text(indicators.read_text(encoding="utf-8") + UNITS, encoding="utf-8")
    home = tmp_path / "sheets"
    home.mkdir()
    return World(tiny, home)
