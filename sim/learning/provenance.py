"""Where an estimate comes from, in both languages: which records, how many, from when to when, by what method."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sim.errors import Message, msg
from sim.learning.fit import ClassFit, Estimate
from sim.learning.records import Records

HASH_DIGITS = 12


@dataclass(frozen=True)
class FitProvenance:
    """What a scenario says of an estimate that it takes over.

    Attributes
    ----------
    source_id : str
        Id of the source, from the hash of the records.
    title, reference : Message
        Of the source.
    published : str
        Latest date of any record.
    derivation : Message
        How many records, and the method.
    """

    source_id: str
    title: Message
    reference: str
    published: str
    derivation: Message


def provenance_of(records: Records, fit: ClassFit, estimate: Estimate, prior: str = "") -> FitProvenance:
    """Say where an estimate comes from.

    Parameters
    ----------
    records : Records
    fit : ClassFit
    estimate : Estimate
        Of `fit`.
    prior : str
        Class of reference that was used; empty: none.
    """
    tally, name = fit.tally, Path(records.file).name
    counts = {
        "finished": tally.finished,
        "unfinished": tally.unfinished,
        "truncated": tally.truncated,
        "first": tally.first,
        "last": tally.last,
        "family": estimate.family,
    }
    # Fewer sentences than cases: a prior and pooling are told by a sentence of their own.
    method = msg(
        "housing-sim fit: {family}, from {finished} finished and {unfinished} unfinished records ({truncated} known "
        "only because still under way), {first} to {last}; `uncertain` is what is not known of the median, what is "
        "not known of the width is in `spread`.",
        **counts,
    )
    parts: list[Message] = [method]
    if len(tally.places) > 1:
        parts.append(
            msg("Records of {count} places, partially pooled.", count=len(tally.places))
            if estimate.pooled
            else msg("Records of {count} places, taken as one.", count=len(tally.places))
        )
    if prior:
        parts.append(msg("Weighed with the class of reference {name}.", name=prior))
    if estimate.never is not None:
        parts.append(
            msg(
                "Beside it a share of {share}% never ends; it is not in this duration.",
                share=round(100 * estimate.posterior.never_share(0.5)),
            )
        )
    joined = parts[0]
    for part in parts[1:]:
        joined = msg("{first} {then}", first=joined, then=part)
    return FitProvenance(
        source_id=f"records_{records.sha256[:HASH_DIGITS]}",
        title=msg("Records of stages that began and ended: {file}", file=name),
        reference=f"{name}, SHA-256 {records.sha256}",
        published=tally.last.isoformat(),
        derivation=joined,
    )
