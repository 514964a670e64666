"""Is a sealed package whole and genuine?  Asked with the shipped verifier, and once more with our own code.

The stand-alone script is the one verifier; an auditor runs the same file.  Here its verdict is completed by
a second reading with the library that wrote the canonical bytes, and by the chain as the database has it,
so that a package and the register beside it cannot drift apart.
"""

from collections.abc import Collection

from members.procedure.canonical import NotCanonical, read
from reports.archive import chain
from reports.archive.chain import Signed
from reports.standalone import verify as standalone
from reports.standalone.verify import FACTS, MANIFEST, Failure, Report

__all__ = ["Failure", "Report", "verify", "verify_register"]


def verify(
    data: bytes,
    keys: Collection[str] = (),
    heads: Collection[str] = (),
    kept: Signed | None = None,
) -> Report:
    """Verify one package.

    keys: trusted public keys (hex); heads: signed checkpoints kept elsewhere; kept: the link the register
    has for it.  The report lists failures, the most telling first.
    """
    report = standalone.verify(data, keys, heads)
    if report.ok:
        files = dict(standalone.unpacked(data))
        for name in (MANIFEST, FACTS):
            try:
                read(files[name])
            except NotCanonical as error:
                report.fail("not_canonical", name, error)
    if kept is not None and (kept.link.seq, kept.link.leaf) != (report.seq, report.leaf):
        report.fail("register_differs", "chain", f"seq {kept.link.seq}")
    return report


def verify_register(links: Collection[Signed], keys: Collection[str], heads: Collection[str] = ()) -> Report:
    """Verify one body's chain as the register has it, without the packages.  links: by seq.

    heads: signed checkpoints kept elsewhere; each must be a root this chain once had.
    """
    report, signed = Report(anchored=bool(keys)), list(links)
    leaves = [each.link.leaf for each in signed]
    if signed:
        report.org, report.seq, report.leaf = signed[0].link.org, signed[-1].link.seq, leaves[-1]
        report.size, report.root = len(leaves), chain.tree_root(leaves)
    breach = chain.first_breach(signed, keys)
    if breach is not None:
        report.fail(breach.code, "chain", f"seq {breach.seq}")
    for head in heads:
        point = chain.read_checkpoint(head, keys)
        if point is None:
            report.fail("checkpoint_broken", "head")
        elif point.origin == report.org and (
            point.size > len(leaves) or chain.tree_root(leaves[: point.size]) != point.root
        ):
            report.fail("head_differs", "chain", f"size {point.size}")
    return report
