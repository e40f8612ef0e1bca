#!/usr/bin/env python3
"""Writes merkle.json to standard output: the hashes and proofs of RFC 9162 section 2, by its recursive definitions.

It shares nothing with the code that the vectors test. The leaves are those of the tests of Certificate Transparency.
"""
import hashlib
import json

LEAVES = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")]


def cut(count):
    """The largest power of two below count."""
    k = 1
    while 2 * k < count:
        k *= 2
    return k


def root(leaves):
    """MTH of section 2.1.1."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    k = cut(len(leaves))
    return hashlib.sha256(b"\1" + root(leaves[:k]) + root(leaves[k:])).digest()


def path(index, leaves):
    """PATH of section 2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = cut(len(leaves))
    if index < k:
        return path(index, leaves[:k]) + [root(leaves[k:])]
    return path(index - k, leaves[k:]) + [root(leaves[:k])]


def subproof(older, leaves, whole):
    """SUBPROOF of section 2.1.4.1."""
    if older == len(leaves):
        return [] if whole else [root(leaves)]
    k = cut(len(leaves))
    if older <= k:
        return subproof(older, leaves[:k], whole) + [root(leaves[k:])]
    return subproof(older - k, leaves[k:], False) + [root(leaves[:k])]


def texts(hashes):
    return [one.hex() for one in hashes]


print(json.dumps({
    "version": 1,
    "description": "Trees of the first leaves, after RFC 9162 section 2; octets in hexadecimal.",
    "leaves": texts(LEAVES),
    "roots": texts(root(LEAVES[:size]) for size in range(len(LEAVES) + 1)),
    "inclusion": [
        {"index": index, "size": size, "path": texts(path(index, LEAVES[:size]))}
        for size in range(1, len(LEAVES) + 1) for index in range(size)],
    "consistency": [
        {"older": older, "newer": newer, "path": texts(subproof(older, LEAVES[:newer], True))}
        for newer in range(1, len(LEAVES) + 1) for older in range(1, newer + 1)],
}, indent=1))
