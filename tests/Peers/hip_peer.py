#!/usr/bin/python3
"""An independent HIPv2 peer for interoperability tests; see README.md in this folder.

Prints one JSON object a line for each event. Exit status: 0 all expectations are met; 1 they are not, or time is up;
2 the other side accepted what it must refuse; 64 usage.
"""
import argparse
import json
import os
import select
import sys
import time

import hip_check
import hip_crypto as crypto
import hip_steps
import hip_transport
import hip_wire as wire
from hip_association import Association


class Report:
    """Counts events and prints them."""

    def __init__(self, quiet):
        self.counts, self.quiet, self.start = {}, quiet, time.monotonic()

    def __call__(self, event, **fields):
        self.counts[event] = self.counts.get(event, 0) + 1
        if event in ("sent", "received", "refused", "ignored") and "packet" in fields:
            name = f"{event}-{fields['packet']}"
            self.counts[name] = self.counts.get(name, 0) + 1
        if not self.quiet:
            print(json.dumps({"t": round(time.monotonic() - self.start, 4), "event": event, **fields}), flush=True)

    def count(self, event):
        return self.counts.get(event, 0)


class Expectations:
    """name, name:COUNT (at least) or not-name."""

    def __init__(self, text):
        self.needed, self.forbidden = {}, []
        for item in filter(None, text.split(",")):
            if item.startswith("not-"):
                self.forbidden.append(item[4:])
            else:
                name, _, number = item.partition(":")
                self.needed[name] = int(number or 1)

    def met(self, report):
        return all(report.count(n) >= c for n, c in self.needed.items())

    def missing(self, report):
        return [n for n, c in self.needed.items() if report.count(n) < c]

    def broken(self, report):
        return [n for n in self.forbidden if report.count(n)]


class Steps:
    """Runs the steps one after another as time and packets come."""

    def __init__(self, texts, peer):
        self.left, self.peer, self.running, self.waiting = list(texts), peer, None, None

    @property
    def done(self):
        return self.running is None and not self.left

    def advance(self, now):
        """Raises TimeoutError or Violation; answers when to come back."""
        while True:
            if self.waiting is not None:
                predicate, deadline, required, what = self.waiting
                if not predicate():
                    if now < deadline:
                        return deadline
                    if required:
                        raise TimeoutError(what)
                self.waiting = None
            if self.running is None:
                if not self.left:
                    return None
                text = self.left.pop(0)
                name, _, argument = text.partition("=")
                self.peer.report("step", step=text)
                self.running = (text, hip_steps.STEPS[name](self.peer, argument))
            text, generator = self.running
            wait = next(generator, None)
            if wait is None:
                self.running = None
                continue
            self.waiting = (wait[0], now + wait[1], wait[2], text)


def numbers(text):
    return [int(part) for part in text.split(",")]


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--role", choices=["initiator", "responder"])
    add("--local", help="own IPv4 or IPv6 address")
    add("--peer", help="the other side's address (initiator)")
    add("--peer-hit", help="32 hex digits or IPv6 text; optional with --opportunistic and for the responder")
    add("--opportunistic", action="store_true", help="I1 with the NULL HIT")
    add("--udp", action="store_true", help="UDP encapsulation instead of raw IP")
    add("--local-port", type=int, default=hip_transport.UDP_PORT)
    add("--peer-port", type=int, default=hip_transport.UDP_PORT)
    add("--key", help="PKCS #8 PEM file")
    add("--generate", choices=["rsa", "p256", "p384", "ed25519"], help="a fresh identity")
    add("--write-key", metavar="FILE", help="write the identity's private key")
    add("--print-hit", action="store_true", help="print the HIT as IPv6 text and exit")
    add("--domain", default="", help="NAI in the HOST_ID")
    add("--host-id", choices=["encrypted", "clear"], default="encrypted", help="in I2")
    add("--dh-groups", type=numbers, default=[8, 7, 9, 4, 11, 3], help="in order of preference")
    add("--ciphers", type=numbers, default=[4, 2], help="HIP_CIPHER: 2 AES-128, 4 AES-256, 1 NULL")
    add("--esp", type=numbers, default=[13, 12, 9, 8], help="ESP suites")
    add("--hit-suites", type=numbers, default=[2, 1, 5])
    add("--gcm-key", type=int, choices=[128, 256], default=128, help="bits of AES-GCM keys of suites 12 and 13")
    add("--esn", action="store_true", help="the ICV covers the high half of the sequence number")
    add("--k", type=int, default=4, help="puzzle difficulty that is asked")
    add("--max-k", type=int, default=20, help="puzzle difficulty that is accepted")
    add("--r1-counter", type=int, default=1)
    add("--no-r1-counter", action="store_true")
    add("--echo-r1", action="store_true", help="echo requests, signed and unsigned, in R1")
    add("--retry", type=float, default=0.5, help="seconds to the first retransmission")
    add("--retries", type=int, default=5)
    add("--do", default="", help="steps after association: " + " ".join(hip_steps.HONEST) + "; hostile: "
        + " ".join(hip_steps.HOSTILE))
    add("--ping-size", type=int, default=56)
    add("--step-timeout", type=float, default=8)
    add("--expect", default="associated", help="events, event:COUNT or not-event, with commas")
    add("--timeout", type=float, default=15, help="seconds for everything")
    add("--linger", type=float, default=0.7, help="seconds to stay after success")
    add("--misbehave", action="append", default=[], help="a hostile step, drop-TYPE, double-TYPE or one of: "
        + " ".join(hip_steps.PACKET_VARIANTS))
    add("--misbehave-in", action="append", default=[], help="packet type to which --misbehave is limited")
    add("--forge-kind", default="p256", help="kind of the identity that forged-host-id shows")
    add("--record", metavar="FILE", help="write the exchange, with its secrets, as a recording")
    add("--check-recording", metavar="FILE", help="recompute a recording, print each check and exit")
    add("--loopback-test", action="store_true", help="two of these peers in two namespaces: runs selftest.sh")
    add("--quiet", action="store_true")
    options = parser.parse_args(arguments)
    if options.peer_hit and ":" in options.peer_hit:
        options.peer_hit = hip_transport.ipaddress.IPv6Address(options.peer_hit).packed.hex()
    steps = [s for s in options.do.split(",") if s]
    for name in list(options.misbehave):
        if name.partition("=")[0] in hip_steps.HOSTILE:
            options.misbehave.remove(name)
            steps += [name, "ping"]
        elif name not in hip_steps.PACKET_VARIANTS and not name.startswith(("drop-", "double-")):
            parser.error(f"no such misbehaviour: {name}")
    for step in steps:
        if step.partition("=")[0] not in hip_steps.STEPS:
            parser.error(f"no such step: {step}")
    options.steps = steps
    return parser, options


def check(options):
    results = hip_check.check_recording(options.check_recording, options.gcm_key // 8, options.esn)
    for result in results:
        print(json.dumps(result))
    good = sum(r["ok"] for r in results)
    print(json.dumps({"event": "checked", "ok": good, "failed": len(results) - good}))
    return 0 if results and good == len(results) else 1


def write_record(options, peer):
    generations = [{"dh_shared_secret": kij.hex(), "keymat": keymat.drawn} for kij, keymat in peer.generations]
    document = {"note": f"hip_peer.py, {options.role}", **generations[0]}
    if generations[1:]:
        document["rekeyed"] = generations[1:]
    document["packets"] = peer.record
    with open(options.record, "w", encoding="utf-8") as file:
        json.dump(document, file, indent=1)


def turn(peer, transport, until, now):
    """Waits for packets until then and hands them over."""
    ready, _, _ = select.select(list(transport.sockets), [], [], max(0, min(until - now, 0.25)))
    for which in ready:
        for _ in range(64):
            received = transport.receive(which)
            if received is None:
                break
            protocol, *rest = received
            (peer.receive_hip if protocol == hip_transport.HIP_PROTOCOL else peer.receive_esp)(*rest)


def run(options, identity):
    report, expected = Report(options.quiet), Expectations(options.expect)
    transport = hip_transport.Transport(options.local, options.udp, options.local_port)
    peer = Association(options, identity, transport, report)
    report("ready", role=options.role, hit=str(hip_transport.ipaddress.IPv6Address(peer.hit)), local=options.local,
           udp=options.udp, pid=os.getpid())
    if options.role == "initiator":
        peer.start()
    steps, deadline, finished = Steps(options.steps, peer), time.monotonic() + options.timeout, None
    status, reason = None, None
    while status is None:
        now = time.monotonic()
        due = peer.tick(now)
        if report.count("associated"):
            try:
                due = min(filter(None, (due, steps.advance(now))), default=None)
            except TimeoutError as error:
                status, reason = 1, f"step {error} timed out"
            except hip_steps.Violation as error:
                status, reason = 2, str(error)
        if finished is None and steps.done and expected.met(report) and not expected.forbidden:
            finished = now + options.linger
        if finished is not None and now >= finished:
            status = 0
        elif now >= deadline and status is None:
            status = 0 if expected.met(report) and steps.done else 1
            reason = None if status == 0 else f"time is up; missing: {expected.missing(report)}"
        if status is None:
            turn(peer, transport, min(filter(None, (due, finished, deadline))), now)
    if expected.broken(report):
        status, reason = 2, f"forbidden events: {expected.broken(report)}"
    if options.record and peer.generations:
        write_record(options, peer)
    report("end", status=status, reason=reason, counts=report.counts)
    return status


def main(arguments):
    parser, options = parse(arguments)
    if options.loopback_test:
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "selftest.sh")
        os.execv(script, [script])
    if options.check_recording:
        return check(options)
    if not options.key and not options.generate:
        parser.error("--key or --generate")
    identity = crypto.Identity.load(options.key) if options.key else crypto.Identity.generate(options.generate)
    if options.write_key:
        with open(options.write_key, "wb", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            file.write(identity.pem())
    if options.print_hit:
        print(hip_transport.ipaddress.IPv6Address(identity.hit))
        return 0
    if not options.role or not options.local:
        parser.error("--role and --local")
    if options.role == "initiator" and not (options.peer and (options.peer_hit or options.opportunistic)):
        parser.error("an initiator needs --peer and --peer-hit or --opportunistic")
    return run(options, identity)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except crypto.CryptoError as error:
        print(json.dumps({"event": "end", "status": 1, "reason": str(error)}))
        sys.exit(1)
