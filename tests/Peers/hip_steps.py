"""What a peer does once it is associated: honest steps and hostile ones. Each is a generator of waits."""
import os
import struct

import hip_crypto as crypto
import hip_wire as wire

QUIET = 0.6


class Violation(Exception):
    """The other side accepted what it must refuse."""


def _until(predicate, seconds):
    return predicate, seconds, True


def _quiet(seconds=QUIET):
    return (lambda: False), seconds, False


def ping(peer, argument):
    for _ in range(int(argument or 1)):
        number = peer.ping(peer.options.ping_size)
        yield _until(lambda n=number: peer.pings[n][1] > 0, peer.options.step_timeout)


def rekey(peer, argument, with_dh=False):
    # One rekeying at a time: what the other side has begun comes first (RFC 7402 section 6.9).
    yield _until(lambda: peer.rekey is None, peer.options.step_timeout)
    before = peer.report.count("rekeyed")
    peer.start_rekey(with_dh)
    yield _until(lambda: peer.report.count("rekeyed") > before, peer.options.step_timeout)


def rekey_dh(peer, argument):
    yield from rekey(peer, argument, True)


def echo(peer, argument):
    """UPDATE with an echo request; the answer may come with the ACK or later."""
    peer.echo_nonce = os.urandom(16)
    peer.send_update([(wire.ECHO_REQUEST_SIGNED, peer.echo_nonce)])
    yield _until(lambda: peer.echo_nonce is None, peer.options.step_timeout)


def move(peer, argument):
    """move=LOCAL or move=LOCAL@REMOTE: a new local address, announced and verified."""
    local, _, remote = argument.partition("@")
    number = peer.move(local, remote or None)
    yield _until(lambda: number in peer.acked, peer.options.step_timeout)
    peer.report("moved", to=local)


def close(peer, argument):
    peer.close()
    yield _until(lambda: peer.report.count("closed") > 0, peer.options.step_timeout)


def sleep(peer, argument):
    yield _quiet(float(argument or 1))


def wait(peer, argument):
    """wait=EVENT[:N]."""
    name, _, number = argument.partition(":")
    yield _until(lambda: peer.report.count(name) >= int(number or 1), peer.options.step_timeout)


def connect(peer, argument):
    """A new base exchange over the old association."""
    before = peer.report.count("associated")
    peer.start()
    yield _until(lambda: peer.report.count("associated") > before, peer.options.step_timeout)


# --- hostile ---------------------------------------------------------------------------------------------------------

def replay_i2(peer, argument):
    peer.send(peer.last_i2, "I2")
    yield _quiet()


def replay_esp(peer, argument):
    number, rest = peer.echo_request()
    octets = peer.send_esp(58, peer.icmp6(128, rest))
    yield _until(lambda: peer.pings[number][1] > 0, peer.options.step_timeout)
    peer.transport.send_esp(octets, peer.remote, peer.port)
    yield _quiet()
    if peer.pings[number][1] != 1:
        raise Violation("a replayed ESP packet was answered")


def _unanswered(peer, what, send):
    """Sends one hostile echo request, which must stay without answer."""
    number, rest = peer.echo_request()
    send(rest)
    yield _quiet()
    if peer.pings[number][1]:
        raise Violation(what)


def _spoiled(spoil):
    def step(peer, argument):
        yield from _unanswered(peer, "a spoiled ESP packet was answered",
                               lambda rest: peer.send_esp(58, peer.icmp6(128, rest), spoil=spoil))
    return step


esp_bad_icv = _spoiled(lambda o: o[:-1] + bytes([o[-1] ^ 1]))
esp_bad_ciphertext = _spoiled(lambda o: o[:30] + bytes([o[30] ^ 1]) + o[31:])
esp_truncated = _spoiled(lambda o: o[:-8])
esp_tiny = _spoiled(lambda o: o[:12])
esp_head_only = _spoiled(lambda o: o[:8])
esp_unknown_spi = _spoiled(lambda o: struct.pack("!I", struct.unpack_from("!I", o)[0] ^ 0x5555) + o[4:])
esp_other_sequence = _spoiled(lambda o: o[:4] + struct.pack("!I", struct.unpack_from("!I", o, 4)[0] + 9) + o[8:])


def esp_zero_sequence(peer, argument):
    yield from _unanswered(peer, "ESP sequence number 0 was accepted",
                           lambda rest: peer.send_esp(58, peer.icmp6(128, rest), sequence=0))


def esp_old_sequence(peer, argument):
    """A number never used that is far left of any window."""
    peer.outbound.sequence += 5000
    yield from ping(peer, None)
    yield from _unanswered(peer, "an ESP packet far left of the window was accepted",
                           lambda rest: peer.send_esp(58, peer.icmp6(128, rest), sequence=600))


def esp_spoof_checksum(peer, argument):
    """BEET has no inner header: a spoofed source shows only in the checksum."""
    other = peer.hit[:4] + os.urandom(12)
    yield from _unanswered(peer, "an echo request of another HIT was answered",
                           lambda rest: peer.send_esp(58, peer.icmp6(128, rest, other)))


def esp_spoof_inner(peer, argument):
    """A whole inner IPv6 packet of another host, as tunnel mode would carry it."""
    other = peer.hit[:4] + os.urandom(12)

    def send(rest):
        message = peer.icmp6(128, rest, other)
        inner = struct.pack("!IHBB", 6 << 28, len(message), 58, 64) + other + peer.peer_hit + message
        peer.send_esp(41, inner)
    yield from _unanswered(peer, "a tunnelled packet of another HIT was answered", send)


def esp_bad_padding(peer, argument):
    """The ICV is right, the pad length points before the payload."""
    def send(rest):
        octets = peer.outbound.protect(58, peer.icmp6(128, rest), pad_length=255)
        peer.transport.send_esp(octets, peer.remote, peer.port)
    yield from _unanswered(peer, "an ESP packet with a wrong trailer was answered", send)


def esp_next_header(peer, argument):
    """esp-next-header=N: a payload of an unexpected protocol; nothing may break."""
    peer.send_esp(int(argument or 253), os.urandom(64))
    yield _quiet(0.2)


def esp_dummy(peer, argument):
    peer.send_esp(59, b"")
    yield _quiet(0.2)


def _unacked(peer, what, number):
    yield _quiet()
    if number in peer.acked:
        raise Violation(what)


def forged_update(peer, argument):
    yield from _unacked(peer, "an UPDATE with a wrong MAC was acknowledged", peer.start_rekey(wrong=["wrong-mac"]))
    peer.update_id -= 1


def unsigned_update(peer, argument):
    yield from _unacked(peer, "an UPDATE with a wrong signature was acknowledged",
                        peer.start_rekey(wrong=["wrong-signature"]))
    peer.update_id -= 1


def update_without_mac(peer, argument):
    yield from _unacked(peer, "an UPDATE without MAC was acknowledged", peer.start_rekey(wrong=["no-mac"]))
    peer.update_id -= 1


def update_without_signature(peer, argument):
    yield from _unacked(peer, "an UPDATE without signature was acknowledged",
                        peer.start_rekey(wrong=["no-signature"]))
    peer.update_id -= 1


def update_no_ids(peer, argument):
    peer.send_update([(wire.ECHO_REQUEST_SIGNED, b"nothing to acknowledge")], sequence=False)
    yield _quiet()


def update_replay(peer, argument):
    """An old UPDATE again: it may be acknowledged again, and changes nothing."""
    before = peer.report.count("rekeyed")
    if peer.sent_updates:
        peer.send(peer.sent_updates[min(peer.sent_updates)], "UPDATE")
    yield _quiet()
    if peer.report.count("rekeyed") != before or peer.rekey is not None:
        raise Violation("a replayed UPDATE started something")


def update_wrong_spi(peer, argument):
    number, _ = peer.send_update([(wire.ESP_INFO, wire.esp_info(peer.keymat.next, 0x1234567, peer.pick_spi()))])
    yield _quiet()
    peer.outstanding.pop(f"UPDATE {number}", None)


def update_used_index(peer, argument):
    number, _ = peer.send_update([(wire.ESP_INFO, wire.esp_info(0, peer.own_spi, peer.pick_spi()))])
    yield _quiet()
    peer.outstanding.pop(f"UPDATE {number}", None)


def update_wrong_group(peer, argument):
    group = 7 if peer.dh_own.group != 7 else 8
    before = peer.report.count("rekeyed")
    number = peer.start_rekey(True, group)
    yield _quiet()
    peer.outstanding.pop(f"UPDATE {number}", None)
    peer.rekey = None
    if peer.report.count("rekeyed") != before:
        raise Violation("a rekey with another DH group was accepted")


def update_bad_dh(peer, argument):
    """update-bad-dh=zero|off-curve|short|long|empty|one|minus-one."""
    name, before = "dh-" + (argument or "off-curve"), peer.report.count("rekeyed")
    peer.misbehave.add(name)
    number = peer.start_rekey(True)
    peer.misbehave.discard(name)
    yield _quiet()
    peer.outstanding.pop(f"UPDATE {number}", None)
    peer.rekey = None
    if peer.report.count("rekeyed") != before:
        raise Violation("a rekey with a bad DH value was accepted")


def locator_lie(peer, argument):
    """locator-lie=ADDRESS: an address that is not ours; traffic must not go there unverified."""
    number, _ = peer.send_update([(wire.ESP_INFO, wire.esp_info(peer.keymat.next, peer.own_spi, peer.own_spi)),
                                  (wire.LOCATOR_SET, wire.locator_set(peer.own_spi, argument))])
    yield _quiet()
    peer.outstanding.pop(f"UPDATE {number}", None)


def forged_close(peer, argument, wrong="wrong-mac"):
    before = peer.report.count("close-ack")
    peer.close([wrong])
    yield _quiet()
    if peer.report.count("close-ack") > before:
        raise Violation(f"a CLOSE with {wrong} was acknowledged")


def unsigned_close(peer, argument):
    yield from forged_close(peer, argument, "wrong-signature")


def garbage(peer, argument):
    """Random octets below HIP's protocol, some with a plausible head."""
    for size in (1, 7, 39, 40, 41, 100, 1400):
        octets = os.urandom(size)
        peer.transport.send_hip(octets + bytes(max(0, 6 - size)), peer.remote, peer.port)
        head = wire.header(wire.UPDATE, peer.hit, peer.peer_hit) + os.urandom(size // 8 * 8)
        peer.transport.send_hip(head[:1] + bytes([len(head) // 8 - 1]) + head[2:], peer.remote, peer.port)
    yield _quiet(0.3)


HONEST = {"ping": ping, "rekey": rekey, "rekey-dh": rekey_dh, "echo": echo, "move": move, "close": close,
          "sleep": sleep, "wait": wait, "connect": connect}
HOSTILE = {name.replace("_", "-"): globals()[name] for name in (
    "replay_i2", "replay_esp", "esp_bad_icv", "esp_bad_ciphertext", "esp_truncated", "esp_tiny", "esp_head_only",
    "esp_unknown_spi", "esp_other_sequence", "esp_zero_sequence", "esp_old_sequence", "esp_spoof_checksum",
    "esp_spoof_inner", "esp_bad_padding", "esp_next_header", "esp_dummy", "forged_update", "unsigned_update",
    "update_without_mac", "update_without_signature", "update_no_ids", "update_replay", "update_wrong_spi",
    "update_used_index", "update_wrong_group", "update_bad_dh", "locator_lie", "forged_close", "unsigned_close",
    "garbage")}
STEPS = {**HONEST, **HOSTILE}
PACKET_VARIANTS = (
    "wrong-mac", "short-mac", "no-mac", "wrong-signature", "wrong-signature-algorithm", "empty-signature",
    "no-signature", "wrong-checksum", "bad-order", "unknown-critical", "unknown-optional", "max-size",
    "oversized-parameter", "truncated", "tiny", "length-long", "length-short", "wrong-type", "version-1",
    "forged-host-id", "hit-mismatch", "wrong-puzzle", "wrong-i", "wrong-k", "wrong-opaque", "wrong-r1-counter",
    "replay-i2-twice", "dh-off-curve", "dh-zero", "dh-one", "dh-minus-one", "dh-short", "dh-long", "dh-empty",
    "dh-prefixed", "dh-wrong-group", "dh-lying-length", "dh-downgrade", "null-cipher", "null-esp", "two-ciphers",
    "two-esp-suites", "unoffered-cipher", "unoffered-esp", "garbled-encrypted", "short-encrypted", "old-spi",
    "wrong-keymat-index", "wrong-close-echo")
