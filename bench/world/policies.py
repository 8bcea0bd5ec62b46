"""What a paper tells of policies: who issued them and when, what they use, seek and led to."""

from pyoxigraph import Literal

from .concepts import draw_concept, government
from .names import Name, policy_name
from .nation import LAST, Nation
from .paper import Paper
from .thing import Thing, gyear, make_thing, year
from .works import Work

#: The year of the first policies; those that follow are younger.
_BEGIN = 2010


class Programme:
    """The effort of a prefecture and the policies that are its parts.

    Attributes:
        effort: the whole.
        outcome: what the whole led to.
        parts: the policies, each issued later than the whole.
    """

    def __init__(self, paper: Paper, nation: Nation, count: int) -> None:
        place = paper.place
        label = place.name
        name = Name(
            f"Support for online trade in {label.en}",
            f"Dukungan perdagangan daring di {label.id}",
            f"{label.zh}网络贸易扶持",
            f"{label.pinyin} wangluo maoyi fuchi",
        )
        self.effort = make_thing(f"policy/support-{place.slug}", "tkg:Policy", name)
        self.outcome = draw_concept(paper, "tkg:Outcome")
        self.parts = []
        record = paper.works[0].thing
        for step in range(count):
            name, kind = policy_name(step, label)
            facts = (("dcterms:issued", gyear(_issued(step))), ("dcterms:source", record))
            address = f"policy/{place.slug}-{step + 1}"
            self.parts.append(make_thing(address, kind, name, *(facts if step % 3 == 0 else ())))
        self._government = government(place)
        self._issuers = (nation.council, nation.ministry, self._government)

    def tell(self, paper: Paper) -> None:
        """Tell of the effort, then of its policies; every second one follows the one before."""
        works = [paper.pick_work() for _ in range(4)]
        self._tell_effort(paper, works[0])
        paper.cite(works[0])
        instrument = draw_concept(paper, "tkg:Instrument")
        for step, policy in enumerate(self.parts):
            work = works[step % 4]
            if step % 2 == 0:
                instrument = draw_concept(paper, "tkg:Instrument")
            issued = _issued(step)
            self._tell_policy(paper, policy, issued, instrument, self._issuers[step % 3], work)
            if step % 2 == 1 and issued > _BEGIN + 1:
                paper.claim(
                    self.parts[step - 1],
                    "tkg:succeededBy",
                    policy,
                    time=year(issued),
                    place=paper.place,
                    cited=work,
                )
        for work in works[1:]:
            paper.cite(work)

    def sum_up(self, paper: Paper) -> None:
        """List every policy as a part of the effort."""
        for policy in self.parts:
            complete = (("tkg:enumeration", Literal("complete")),)
            paper.claim(policy, "tkg:partOf", self.effort, place=paper.place, extra=complete)

    def tell_origin(self, paper: Paper, work: Work) -> None:
        """Tell who began the effort, and when."""
        began, place = year(_BEGIN), paper.place
        paper.claim(
            self.effort, "tkg:issuedBy", self._government, time=began, place=place, cited=work
        )

    def _tell_effort(self, paper: Paper, work: Work) -> None:
        place, effort = paper.place, self.effort
        self.tell_origin(paper, work)
        outcome = self.outcome
        paper.claim(effort, "tkg:ledTo", outcome, time=year(LAST), place=place, cited=work)

    def _tell_policy(
        self,
        paper: Paper,
        policy: Thing,
        issued: int,
        instrument: Thing,
        issuer: Thing,
        work: Work,
    ) -> None:
        place, time = paper.place, year(issued)
        paper.claim(policy, "tkg:issuedBy", issuer, time=time, place=place, cited=work)
        paper.claim(policy, "tkg:usesInstrument", instrument, place=place)
        paper.claim(policy, "tkg:aimsAt", draw_concept(paper, "tkg:Goal"), place=place)
        if paper.random.random() < 0.5:
            paper.claim(policy, "tkg:implementedBy", self._government, place=place)
        if paper.random.random() < 0.5:
            outcome = draw_concept(paper, "tkg:Outcome")
            later = year(paper.random.randrange(issued, LAST + 1))
            paper.claim(policy, "tkg:ledTo", outcome, time=later, place=place, cited=work)
        if paper.random.random() < 0.3:
            paper.claim(policy, "tkg:addresses", draw_concept(paper, "tkg:Problem"), place=place)
        if paper.random.random() < 0.15:
            paper.claim(policy, "tkg:appliesIn", place)
        if paper.random.random() < 0.2:
            for text, tag in (
                (policy.name.id, "id"),
                (policy.name.zh, "zh-Hans"),
                (policy.name.pinyin, "zh-Latn"),
            ):
                printed = Literal(text, language=tag)
                paper.claim(policy, "tkg:printedName", printed, words=f"“{text}”")


def _issued(step: int) -> int:
    """Return the year of a policy."""
    return _BEGIN + 1 + step % 5
