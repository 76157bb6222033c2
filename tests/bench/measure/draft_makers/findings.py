"""What a check finds in a quotation, and how often it is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from draft_makers.cases import CHANGED, QuotationCase
from draft_makers.drafts import WrittenDraft, WrittenQuotation

FAULTY = ("altered", "misattributed", "not_found")
UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Finding:
    """What a check says about one quotation."""

    faults: tuple[str, ...]
    """Why it isn't fine: a verdict, a contradicted speaker, warnings; empty if nothing is wrong."""
    is_checked: bool = True
    """False if the quotation was not seen, or taken for no statement."""
    verdict: str = ""
    """What the check called it."""
    speaker: str = ""
    """Whom the check took for the speaker; empty for nobody."""


@dataclass(frozen=True)
class Judged:
    """A quotation and what a check found in it."""

    quotation: WrittenQuotation
    finding: Finding

    @property
    def is_right(self) -> bool:
        """Whether a change was caught, or what is unchanged left in peace."""
        return bool(self.finding.faults) == self.quotation.case.is_changed


def finding_of(verdict: Mapping[str, Any]) -> Finding:
    """What `onrecord cite --json` says."""
    faults = [verdict["verdict"]] if verdict["verdict"] in FAULTY else []
    if verdict.get("speaker_check") == "contradicted":
        faults.append("speaker contradicted")
    faults += [
        f"warning {warning.get('kind', '')}".strip() for warning in verdict.get("warnings", ())
    ]
    name = "/".join(filter(None, (verdict["verdict"], verdict.get("speaker_check"))))
    speaker = verdict.get("claimed_speaker") or ""
    return Finding(tuple(dict.fromkeys(faults)), verdict=name, speaker=speaker)


def findings_of_draft(report: Mapping[str, Any], draft: WrittenDraft) -> list[Judged]:
    """What `onrecord check --json` says about each quotation of a draft.

    A quotation gets the faults of all that overlaps with it in the report.
    """
    judged = []
    for quotation in draft.quotations:
        overlapping = [
            row
            for row in report["quotations"]
            if any(row["start"] < end and start < row["end"] for start, end in quotation.spans)
        ]
        checked = [finding_of(row["check"]) for row in overlapping if row["check"]]
        faults = tuple(dict.fromkeys(fault for one in checked for fault in one.faults))
        verdict = ", ".join(dict.fromkeys(one.verdict for one in checked)) or "not checked"
        speaker = ", ".join(dict.fromkeys(one.speaker for one in checked if one.speaker))
        judged.append(Judged(quotation, Finding(faults, bool(checked), verdict, speaker)))
    return judged


@dataclass(frozen=True)
class Tally:
    """How many quotations of a kind there are, and in how many a check found fault."""

    kind: str
    quotations: int
    with_fault: int
    not_checked: int

    @property
    def share(self) -> float:
        """Share with a fault: of changed ones the caught, of unchanged ones the false alarms."""
        return self.with_fault / self.quotations if self.quotations else 0.0


def tally(judged: Iterable[Judged]) -> list[Tally]:
    """The changed kinds in their order, and the unchanged together."""
    by_kind: dict[str, list[Judged]] = {kind: [] for kind in (*CHANGED, UNCHANGED)}
    for one in judged:
        case = one.quotation.case
        by_kind[case.kind if case.is_changed else UNCHANGED].append(one)
    return [
        Tally(
            kind,
            len(rows),
            sum(bool(row.finding.faults) for row in rows),
            sum(not row.finding.is_checked for row in rows),
        )
        for kind, rows in by_kind.items()
    ]


def table(columns: Mapping[str, Sequence[Tally]]) -> str:
    """The tallies of several checks side by side, in Markdown."""
    names = list(columns)
    lines = [
        f"| change | quotations | {' | '.join(names)} |",
        f"|---|---|{'---|' * len(names)}",
    ]
    for rows in zip(*columns.values(), strict=True):
        label = "false alarms on the unchanged" if rows[0].kind == UNCHANGED else rows[0].kind
        digits = 3 if rows[0].kind == UNCHANGED else 2
        shares = " | ".join(f"{row.share:.{digits}f}" for row in rows)
        lines.append(f"| {label} | {rows[0].quotations} | {shares} |")
    right = " | ".join(f"{_share_right(tallies):.3f}" for tallies in columns.values())
    everything = sum(one.quotations for one in next(iter(columns.values())))
    lines.append(f"| all: changes caught, the unchanged left in peace | {everything} | {right} |")
    return "\n".join(lines)


def _share_right(tallies: Sequence[Tally]) -> float:
    """The share of all quotations that a check judged rightly."""
    right = sum(
        one.quotations - one.with_fault if one.kind == UNCHANGED else one.with_fault
        for one in tallies
    )
    return right / max(sum(one.quotations for one in tallies), 1)


def list_mistakes(judged: Sequence[Judged], examples: int) -> str:
    """What was missed and what was a false alarm, by kind and by frame, in Markdown.

    Args:
        judged: All quotations.
        examples: How many of each kind to show.
    """
    lines = []
    kinds = dict.fromkeys(one.quotation.case.kind for one in judged)
    for kind in sorted(kinds, key=lambda kind: (kind not in CHANGED, kind)):
        rows = [one for one in judged if one.quotation.case.kind == kind]
        wrong = [one for one in rows if not one.is_right]
        what = "missed" if kind in CHANGED else "false alarms"
        lines.append(f"## {kind}: {len(wrong)} {what} of {len(rows)}\n")
        for one in wrong[:examples]:
            lines += [*_describe(one.quotation.case, one), ""]
    lines.append("## Mistakes by frame\n")
    counts = Counter(one.quotation.frame for one in judged if not one.is_right)
    lines += [f"* {count}: `{frame!r}`" for frame, count in counts.most_common()]
    return "\n".join(lines) + "\n"


def _describe(case: QuotationCase, one: Judged) -> list[str]:
    said = f"{one.finding.verdict}; {', '.join(one.finding.faults) or 'no fault'}"
    return [
        f"* {case.id} ({case.document}), given to {one.quotation.name}, "
        f"read as {one.finding.speaker or 'nobody'}'s",
        f"  * frame: `{one.quotation.frame!r}`",
        f"  * says: {said}",
        f"  * draft: {one.quotation.text!r}",
        f"  * source: {case.source!r}",
    ]
