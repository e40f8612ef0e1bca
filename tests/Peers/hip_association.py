"""One HIPv2 association, both roles, with the hostile variants that negative tests need."""
import hmac
import hashlib
import os
import struct
import time

import hip_crypto as crypto
import hip_wire as wire

NULL_HIT = bytes(16)


class Refused(Exception):
    """A check of a received packet failed."""


class Association:
    """The engine: octets and time in, octets out through `send`; reports events as dictionaries."""

    def __init__(self, options, identity, transport, report):
        self.options, self.identity, self.transport, self.report = options, identity, transport, report
        self.misbehave, self.where = set(options.misbehave), set(options.misbehave_in)
        self.signer, self.shown, self.hit = identity, identity, identity.hit
        if self.bad("forged-host-id"):
            # Another host's identity and HIT, signed with our key.
            self.shown = crypto.Identity.generate(options.forge_kind)
            self.hit = self.shown.hit
        if self.bad("hit-mismatch"):
            self.hit = identity.hit[:4] + os.urandom(12)
        self.remote, self.port = options.peer, options.peer_port
        self.peer_hit = bytes.fromhex(options.peer_hit) if options.peer_hit else NULL_HIT
        self.state = "UNASSOCIATED"
        self.outstanding, self.dh, self.puzzles, self.checks = {}, {}, {}, []
        self.last_i2, self.record, self.generations = None, [], []
        self.counters_seen = -1
        self.reset()

    def reset(self):
        self.keymat = self.rekey = self.outbound = self.pending_sas = None
        self.inbound, self.update_id, self.seen_updates, self.candidate = {}, 0, {}, None
        self.ping_id, self.ping_sequence, self.pings = os.urandom(2), 0, {}
        self.echo_nonce = self.close_nonce = None
        self.sent_updates, self.acked = {}, set()

    def bad(self, name, packet=None):
        return name in self.misbehave and (packet is None or not self.where or packet in self.where)

    # --- sending ------------------------------------------------------------------------------------------------

    def seal(self, kind, parameters, mac=None, sign=None, after=(), wrong=()):
        """Orders, encodes, authenticates and signs; misbehaves as told."""
        name = wire.PACKET_NAMES[kind]
        active = {m for m in self.misbehave if self.bad(m, name)} | set(wrong)
        entries = sorted(parameters, key=lambda p: p[0])
        for what in active:
            if what.startswith("drop-"):
                entries = [e for e in entries if e[0] != int(what[5:])]
            if what.startswith("double-"):
                entries = [e for e in entries for _ in range(2 if e[0] == int(what[7:]) else 1)]
        if "unknown-critical" in active:
            entries.append((32769, b"unknown!"))
        if "unknown-optional" in active:
            entries.append((32770, b"unknown!"))
        if "max-size" in active:
            entries.append((32772, os.urandom(2048 - 40 - 800)))
        destination = self.peer_hit if kind != wire.I1 or not self.options.opportunistic else NULL_HIT
        octets, covered = self._encode(kind, destination, entries, active), None
        if sign == wire.HIP_SIGNATURE_2:
            blank = [(t, c[:2] + bytes(len(c) - 2)) if t == wire.PUZZLE else (t, c) for t, c in entries]
            covered = self._encode(kind, NULL_HIT, blank, active)
        if mac is not None:
            extra = wire.tlv(wire.HOST_ID, self.own_host_id()) if mac == wire.HIP_MAC_2 else b""
            value = hmac.new(self.mac_keys[0], wire.seal_length(octets + extra), self.hash).digest()
            value = self._spoil(value) if "wrong-mac" in active else value[:12] if "short-mac" in active else value
            if "no-mac" not in active:
                octets += wire.tlv(mac, value)
        if sign is not None:
            signature = self.signer.sign(wire.seal_length(covered if covered is not None else octets))
            signature = self._spoil(signature) if "wrong-signature" in active else signature
            if "wrong-signature-algorithm" in active:
                signature = b"\0\x09" + signature[2:]
            if "empty-signature" in active:
                signature = signature[:2]
            if "no-signature" not in active:
                octets += wire.tlv(sign, signature)
        for parameter in after:
            octets += wire.tlv(*parameter)
        octets = bytearray(wire.seal_length(octets))
        if "version-1" in active:
            octets[3] = 0x11
        if "length-long" in active:
            octets[1] += 1
        if "length-short" in active:
            octets[1] -= 1
        if "wrong-type" in active:
            octets[2] = 99
        return bytes(octets)

    def _encode(self, kind, destination, entries, active):
        encoded = [wire.tlv(*entry) for entry in entries]
        if "bad-order" in active and len(encoded) > 1:
            encoded[-1], encoded[-2] = encoded[-2], encoded[-1]
        if "oversized-parameter" in active:
            encoded.append(wire.tlv(32774, bytes(4), 60000))
        return wire.header(kind, self.hit, destination) + b"".join(encoded)

    @staticmethod
    def _spoil(octets):
        return octets[:-1] + bytes([octets[-1] ^ 1])

    def send(self, octets, label, remote=None, port=None, repeat=None, truncate=None):
        """Sends; with `repeat` (a key) again and again until it is taken out of `outstanding`."""
        remote, port = remote or self.remote, self.port if port is None else port
        if self.bad("truncated", label):
            truncate = 12
        if self.bad("tiny", label):
            truncate = len(octets) - 20
        sent = self.transport.send_hip(octets if truncate is None else octets[:-truncate], remote, port,
                                       self.bad("wrong-checksum", label))
        self._note(self.transport.local, remote, 139, label, sent)
        try:
            listed = wire.Packet(octets).parameter_list()
        except wire.WireError as error:
            listed = f"malformed: {error}"
        self.report("sent", packet=label, to=remote, octets=len(sent), parameters=listed)
        if repeat is not None and repeat not in self.outstanding:
            self.outstanding[repeat] = {"octets": octets, "label": label, "remote": remote, "port": port,
                                        "interval": self.options.retry, "tries": 1,
                                        "when": time.monotonic() + self.options.retry}

    def tick(self, now):
        """Retransmits what is due; answers the next time at which something is."""
        for key, entry in list(self.outstanding.items()):
            if entry["when"] > now:
                continue
            if entry["tries"] > self.options.retries:
                del self.outstanding[key]
                self.report("gave-up", packet=entry["label"])
                continue
            entry["tries"] += 1
            entry["interval"] *= 2
            entry["when"] = now + entry["interval"]
            self.report("retransmits", packet=entry["label"], attempt=entry["tries"])
            self.send(entry["octets"], entry["label"], entry["remote"], entry["port"])
        return min((e["when"] for e in self.outstanding.values()), default=None)

    def _note(self, source, destination, protocol, label, octets):
        entry = {"from": source, "to": destination, "protocol": protocol, "packet": label, "hex": octets.hex()}
        if self.options.udp:
            entry["encapsulation"] = "udp"
        self.record.append(entry)

    def own_host_id(self):
        return wire.host_id(self.shown.identity, self.shown.algorithm,
                            *((self.options.domain.encode(), 2) if self.options.domain else ()))

    # --- receiving ----------------------------------------------------------------------------------------------

    def receive_hip(self, octets, source, port, local):
        try:
            packet = wire.Packet(octets)
        except wire.WireError as error:
            self.report("dropped", source=source, reason=str(error), octets=len(octets))
            return
        self._note(source, local, 139, packet.name, octets)
        self.report("received", packet=packet.name, source=source, octets=len(octets),
                    parameters=packet.parameter_list())
        self.checks = []
        try:
            good = packet.checksum == 0 if self.options.udp else wire.checksum_is_valid(source, local, octets)
            self.require("checksum", good)
            unknown = packet.unknown_critical()
            self.require("no unknown critical parameter", unknown is None, unknown)
            opportunistic = packet.kind == wire.I1 and packet.receiver == NULL_HIT
            self.require("receiver's HIT", packet.receiver == self.hit or opportunistic)
            if packet.kind not in (wire.I1, wire.NOTIFY) and self.peer_hit != NULL_HIT:
                self.require("sender's HIT", packet.sender == self.peer_hit
                             or (packet.kind == wire.I2 and not self.options.peer_hit))
            getattr(self, "on_" + packet.name.lower())(packet, source, port)
        except (Refused, wire.WireError, crypto.CryptoError, struct.error) as error:
            self.report("refused", packet=packet.name, reason=str(error), verified=self.checks)

    def require(self, what, good, detail=None):
        if not good:
            raise Refused(what if detail is None else f"{what}: {detail}")
        self.checks.append(what)

    # --- base exchange: initiator ---------------------------------------------------------------------------------

    def start(self):
        self.state = "I1-SENT"
        self.send(self.seal(wire.I1, [(wire.DH_GROUP_LIST, bytes(self.options.dh_groups))]), "I1", repeat="I1")

    def on_r1(self, packet, source, port):
        if self.state not in ("I1-SENT", "I2-SENT"):
            self.report("ignored", packet="R1", state=self.state)
            return
        if self.state == "I2-SENT":
            self.report("ignored", packet="R1", state=self.state)
            return
        host_id = packet.get(wire.HOST_ID)
        self.check_host(packet.sender, host_id)
        self.check_signature(packet, wire.HIP_SIGNATURE_2)
        suites = list(packet.get(wire.HIT_SUITE_LIST))
        self.require("own HIT suite is supported", crypto.hit_suite(self.hit) << 4 in suites, suites)
        group, public = wire.parse_diffie_hellman(packet.get(wire.DIFFIE_HELLMAN))
        theirs = list(packet.get(wire.DH_GROUP_LIST))
        best = next((g for g in theirs if g in self.options.dh_groups), None)
        self.require("DH group is the Responder's first common one", group == best, [theirs, group])
        ciphers = wire.parse_u16s(packet.get(wire.HIP_CIPHER))[:6]
        suites = wire.parse_u16s(packet.get(wire.ESP_TRANSFORM))[1:7]
        formats = wire.parse_u16s(packet.get(wire.TRANSPORT_FORMAT_LIST))
        self.require("transport format ESP", wire.ESP_TRANSFORM in formats, formats)
        self.cipher = next((c for c in ciphers if c in self.options.ciphers), None)
        self.require("a common HIP cipher", self.cipher, ciphers)
        self.suite = next((s for s in suites if s in self.options.esp), None)
        self.require("a common ESP suite", self.suite, suites)
        if self.bad("null-cipher"):
            self.cipher = 1
        if self.bad("null-esp"):
            self.suite = 7
        counter = packet.find(wire.R1_COUNTER)
        puzzle = packet.get(wire.PUZZLE)
        self.hash = crypto.rhash(crypto.hit_suite(packet.sender))
        size = hashlib.new(self.hash).digest_size
        self.require("PUZZLE's length", len(puzzle) == 4 + size)
        k, i = puzzle[0], puzzle[4:]
        self.require("an acceptable K", k <= self.options.max_k, k)
        self.peer_hit, self.peer_host_id = packet.sender, host_id
        begun = time.monotonic()
        j = crypto.solve_puzzle(self.hash, i, self.hit, packet.sender, k)
        self.report("puzzle-solved", k=k, seconds=round(time.monotonic() - begun, 4))
        self.dh_own = crypto.DiffieHellman(group)
        self.dh_peer = public
        self.derive(self.dh_own.derive(public), i, j)
        parameters, after = self.compose_i2(packet, group, counter, puzzle, i, j, k)
        octets = self.seal(wire.I2, parameters, wire.HIP_MAC, wire.HIP_SIGNATURE, after)
        self.outstanding.pop("I1", None)
        self.state, self.last_i2 = "I2-SENT", octets
        self.remote, self.port = source, port or self.port
        self.send(octets, "I2", repeat="I2")
        if self.bad("replay-i2-twice"):
            self.send(octets, "I2")

    def compose_i2(self, packet, group, counter, puzzle, i, j, k):
        if self.bad("wrong-puzzle"):
            while crypto.puzzle_is_solved(self.hash, i, self.hit, self.peer_hit, j, k):
                j = os.urandom(len(j))
        if self.bad("wrong-i"):
            i = os.urandom(len(i))
            j = crypto.solve_puzzle(self.hash, i, self.hit, self.peer_hit, k)
        if self.bad("wrong-k"):
            k = max(0, k - 1)
        opaque = b"\xff\xff" if self.bad("wrong-opaque") else puzzle[2:4]
        self.new_spi = self.pick_spi()
        index = self.keymat.next + (8 if self.bad("wrong-keymat-index", "I2") else 0)
        inner = wire.tlv(wire.HOST_ID, self.own_host_id())
        suites = [self.suite, 8] if self.bad("two-esp-suites") else [self.suite]
        ciphers = [self.cipher, 2] if self.bad("two-ciphers") else [self.cipher]
        if self.bad("unoffered-cipher"):
            ciphers = [9]
        if self.bad("unoffered-esp"):
            suites = [10]
        parameters = [
            (wire.ESP_INFO, wire.esp_info(index, 7 if self.bad("old-spi", "I2") else 0, self.new_spi)),
            (wire.SOLUTION, bytes([k, 0]) + opaque + i + j),
            (wire.DIFFIE_HELLMAN, self.public_parameter(group, self.dh_own.public, "I2")),
            (wire.HIP_CIPHER, wire.u16s(ciphers)),
            (wire.TRANSPORT_FORMAT_LIST, wire.u16s([wire.ESP_TRANSFORM])),
            (wire.ESP_TRANSFORM, wire.u16s([0] + suites))]
        if self.options.host_id == "encrypted":
            sealed = crypto.encrypt_parameter(self.cipher, self.cipher_keys[0], inner)
            if self.bad("garbled-encrypted"):
                sealed = sealed[:20] + os.urandom(len(sealed) - 20)
            if self.bad("short-encrypted"):
                sealed = sealed[:-5]
            parameters.append((wire.ENCRYPTED, sealed))
        else:
            parameters.append((wire.HOST_ID, self.own_host_id()))
        if counter is not None:
            value = counter.contents[:4] + os.urandom(8) if self.bad("wrong-r1-counter") else counter.contents
            parameters.append((wire.R1_COUNTER, value))
        parameters += [(wire.ECHO_RESPONSE_SIGNED, c) for c in packet.all(wire.ECHO_REQUEST_SIGNED)]
        return parameters, [(wire.ECHO_RESPONSE_UNSIGNED, c) for c in packet.all(wire.ECHO_REQUEST_UNSIGNED)]

    def on_r2(self, packet, source, port):
        if self.state != "I2-SENT":
            self.report("ignored", packet="R2", state=self.state)
            return
        self.check_mac(packet, wire.HIP_MAC_2)
        self.check_signature(packet, wire.HIP_SIGNATURE)
        index, old, spi = wire.parse_esp_info(packet.get(wire.ESP_INFO))
        self.require("ESP_INFO", old == 0 and spi > 255 and index == self.keymat.next, [index, old, spi])
        self.outstanding.pop("I2", None)
        self.install(spi, index)
        self.state = "ESTABLISHED"
        self.associated("initiator")

    # --- base exchange: responder ---------------------------------------------------------------------------------

    def on_i1(self, packet, source, port):
        if self.options.peer_hit and packet.sender.hex() != self.options.peer_hit:
            raise Refused("a stranger's HIT")
        if self.state in ("I1-SENT", "I2-SENT") and self.hit < packet.sender:
            self.report("ignored", packet="I1", state=self.state)
            return
        groups = list(packet.get(wire.DH_GROUP_LIST))
        common = [g for g in self.options.dh_groups if g in groups]
        group = common[0] if common else self.options.dh_groups[0]
        if self.bad("dh-downgrade") and len(common) > 1:
            group = common[1]
        own = self.dh.setdefault(group, crypto.DiffieHellman(group))
        hash_name = crypto.rhash(crypto.hit_suite(self.hit))
        size = hashlib.new(hash_name).digest_size
        i, opaque = os.urandom(size), os.urandom(2)
        nonce = os.urandom(16) if self.options.echo_r1 else None
        ciphers = [1] if self.bad("null-cipher") else self.options.ciphers
        suites = [7] if self.bad("null-esp") else self.options.esp
        parameters = [
            (wire.PUZZLE, bytes([self.options.k, 37]) + opaque + i),
            (wire.DH_GROUP_LIST, bytes(self.options.dh_groups)),
            (wire.DIFFIE_HELLMAN, self.public_parameter(group, own.public, "R1")),
            (wire.HIP_CIPHER, wire.u16s(ciphers)),
            (wire.HOST_ID, self.own_host_id()),
            (wire.HIT_SUITE_LIST, bytes(s << 4 for s in self.options.hit_suites)),
            (wire.TRANSPORT_FORMAT_LIST, wire.u16s([wire.ESP_TRANSFORM])),
            (wire.ESP_TRANSFORM, wire.u16s([0] + suites))]
        counter = None
        if not self.options.no_r1_counter:
            counter = struct.pack("!IQ", 0, self.options.r1_counter)
            parameters.append((wire.R1_COUNTER, counter))
        after = ()
        if nonce is not None:
            parameters.append((wire.ECHO_REQUEST_SIGNED, nonce))
            after = [(wire.ECHO_REQUEST_UNSIGNED, nonce[::-1])]
        saved, self.peer_hit = self.peer_hit, packet.sender
        octets = self.seal(wire.R1, parameters, None, wire.HIP_SIGNATURE_2, after)
        self.send(octets, "R1", source, port)
        self.peer_hit = saved
        self.puzzles[i] = {"opaque": opaque, "k": self.options.k, "group": group, "dh": own, "counter": counter,
                           "nonce": nonce, "hash": hash_name, "initiator": packet.sender, "ciphers": ciphers,
                           "suites": suites}
        while len(self.puzzles) > 64:
            self.puzzles.pop(next(iter(self.puzzles)))

    def on_i2(self, packet, source, port):
        if self.state == "R2-SENT" and packet.octets[40:] == self.last_i2:
            self.report("repeated", packet="I2")
            self.send(self.last_r2, "R2", source, port)
            return
        if self.state == "I2-SENT" and self.hit < packet.sender:
            self.report("ignored", packet="I2", state=self.state)
            return
        solution = packet.get(wire.SOLUTION)
        hash_name = crypto.rhash(crypto.hit_suite(self.hit))
        size = hashlib.new(hash_name).digest_size
        self.require("SOLUTION's length", len(solution) == 4 + 2 * size, len(solution))
        i, j = solution[4:4 + size], solution[4 + size:]
        known = self.puzzles.get(i)
        self.require("puzzle #I is known", known is not None)
        self.require("puzzle K and opaque", solution[0] == known["k"] and solution[2:4] == known["opaque"])
        self.require("initiator's HIT is I1's", packet.sender == known["initiator"])
        self.require("puzzle", crypto.puzzle_is_solved(hash_name, i, packet.sender, self.hit, j, known["k"]))
        counter = packet.find(wire.R1_COUNTER)
        self.require("R1_COUNTER is echoed", (counter and counter.contents) == known["counter"])
        ciphers = wire.parse_u16s(packet.get(wire.HIP_CIPHER))
        self.require("one offered HIP cipher", len(ciphers) == 1 and ciphers[0] in known["ciphers"], ciphers)
        suites = wire.parse_u16s(packet.get(wire.ESP_TRANSFORM))[1:]
        self.require("one offered ESP suite", len(suites) == 1 and suites[0] in known["suites"], suites)
        formats = wire.parse_u16s(packet.get(wire.TRANSPORT_FORMAT_LIST))
        self.require("one transport format", formats == [wire.ESP_TRANSFORM], formats)
        group, public = wire.parse_diffie_hellman(packet.get(wire.DIFFIE_HELLMAN))
        self.require("DH group", group == known["group"], group)
        kij = known["dh"].derive(public)
        self.reset()
        self.cipher, self.suite, self.hash, self.peer_hit = ciphers[0], suites[0], hash_name, packet.sender
        self.dh_own, self.dh_peer = known["dh"], public
        self.derive(kij, i, j)
        self.check_mac(packet, wire.HIP_MAC)
        encrypted = packet.find(wire.ENCRYPTED)
        if encrypted is not None:
            inner, pad = crypto.decrypt_parameter(self.cipher, self.cipher_keys[1], encrypted.contents)
            host_id = next(p.contents for p in wire.parse_parameters(inner) if p.kind == wire.HOST_ID)
            self.checks.append(f"ENCRYPTED, padding {pad}")
        else:
            host_id = packet.get(wire.HOST_ID)
        self.check_host(packet.sender, host_id)
        self.check_signature(packet, wire.HIP_SIGNATURE)
        if known["nonce"] is not None:
            self.require("ECHO_RESPONSE_SIGNED", packet.get(wire.ECHO_RESPONSE_SIGNED) == known["nonce"])
            self.require("ECHO_RESPONSE_UNSIGNED", known["nonce"][::-1] in packet.all(wire.ECHO_RESPONSE_UNSIGNED))
        index, old, spi = wire.parse_esp_info(packet.get(wire.ESP_INFO))
        self.require("ESP_INFO", old == 0 and spi > 255 and index == self.keymat.next, [index, old, spi])
        del self.puzzles[i]
        self.dh.pop(group, None)
        self.outstanding.clear()
        self.remote, self.port = source, port or self.port
        self.new_spi = self.pick_spi()
        index += 8 if self.bad("wrong-keymat-index", "R2") else 0
        parameters = [(wire.ESP_INFO, wire.esp_info(index, 7 if self.bad("old-spi", "R2") else 0, self.new_spi))]
        self.last_i2, self.state = packet.octets[40:], "R2-SENT"
        self.last_r2 = self.seal(wire.R2, parameters, wire.HIP_MAC_2, wire.HIP_SIGNATURE)
        self.install(spi, self.keymat.next)
        self.send(self.last_r2, "R2")
        self.associated("responder")

    # --- keys -------------------------------------------------------------------------------------------------------

    def public_parameter(self, group, public, packet):
        def active(name):
            return self.bad(name, packet)
        if active("dh-off-curve"):
            public = public[:-1] + bytes([public[-1] ^ 1])
        if active("dh-zero"):
            public = bytes(len(public))
        if active("dh-one"):
            public = (1).to_bytes(len(public), "big")
        if active("dh-minus-one") and group in crypto.MODP_GROUPS:
            public = (crypto.modp_prime(group) - 1).to_bytes(len(public), "big")
        if active("dh-short"):
            public = public[:-1]
        if active("dh-long"):
            public += b"\0"
        if active("dh-empty"):
            public = b""
        if active("dh-prefixed"):
            public = b"\x04" + public
        if active("dh-wrong-group"):
            group = 10
        contents = wire.diffie_hellman(group, public)
        if active("dh-lying-length"):
            contents = contents[:1] + b"\xff\xff" + contents[3:]
        return contents

    def derive(self, kij, i, j):
        self.kij, self.i, self.j = kij, i, j
        self.keymat = crypto.Keymat(self.hash, kij, i, j, self.hit, self.peer_hit)
        self.generations = [(kij, self.keymat)]
        size = hashlib.new(self.hash).digest_size
        drawn = [self.keymat.draw(n) for n in [crypto.CIPHER_KEYS[self.cipher], size] * 2]
        own, peer = (0, 2) if self.hit > self.peer_hit else (2, 0)
        self.cipher_keys, self.mac_keys = (drawn[own], drawn[peer]), (drawn[own + 1], drawn[peer + 1])

    def draw_sas(self, index, own_spi, peer_spi):
        sizes = crypto.esp_key_sizes(self.suite, self.options.gcm_key // 8)
        drawn = [self.keymat.draw(sizes[0], index)] + [self.keymat.draw(n) for n in (sizes[1], *sizes)]
        own, peer = (0, 2) if self.hit > self.peer_hit else (2, 0)
        esn = self.options.esn
        return (crypto.EspSa(self.suite, own_spi, *drawn[peer:peer + 2], esn),
                crypto.EspSa(self.suite, peer_spi, *drawn[own:own + 2], esn))

    def install(self, peer_spi, index):
        inbound, self.outbound = self.draw_sas(index, self.new_spi, peer_spi)
        self.inbound = {self.new_spi: inbound}
        self.own_spi, self.peer_spi = self.new_spi, peer_spi

    @staticmethod
    def pick_spi():
        return int.from_bytes(os.urandom(4), "big") | 0x100

    def associated(self, role):
        def digest(octets):
            return hashlib.sha256(octets).hexdigest()
        self.report("associated", role=role, peer=self.peer_hit.hex(), verified=self.checks, hip_cipher=self.cipher,
                    esp_suite=self.suite, dh_group=self.dh_own.group, rhash=self.hash, kij_sha256=digest(self.kij),
                    keymat_sha256=digest(b"".join(bytes.fromhex(d["key"]) for d in self.keymat.drawn)),
                    spi_in=self.own_spi, spi_out=self.peer_spi)

    # --- checks -----------------------------------------------------------------------------------------------------

    def check_host(self, hit, contents):
        self.peer_algorithm, self.peer_identity = wire.parse_host_id(contents)
        made = crypto.make_hit(self.peer_algorithm, self.peer_identity)
        self.require("HIT is the HOST_ID's", made == hit, f"{made.hex()} {hit.hex()}")

    def check_signature(self, packet, kind):
        contents, parameter = packet.get(kind), packet.find(kind)
        covered = (packet.covered_by_signature_2(parameter) if kind == wire.HIP_SIGNATURE_2
                   else packet.covered_before(parameter))
        self.require("signature's algorithm", struct.unpack_from("!H", contents)[0] == self.peer_algorithm)
        self.require("HIP_SIGNATURE_2" if kind == wire.HIP_SIGNATURE_2 else "HIP_SIGNATURE",
                     crypto.verify(self.peer_algorithm, self.peer_identity, covered, contents[2:]))

    def check_mac(self, packet, kind):
        contents, parameter = packet.get(kind), packet.find(kind)
        extra = wire.tlv(wire.HOST_ID, self.peer_host_id) if kind == wire.HIP_MAC_2 else b""
        value = hmac.new(self.mac_keys[1], packet.covered_before(parameter, extra), self.hash).digest()
        self.require("HIP_MAC_2" if kind == wire.HIP_MAC_2 else "HIP_MAC", hmac.compare_digest(value, contents))

    def check_authentic(self, packet):
        self.require("an association", self.keymat is not None and self.state not in ("UNASSOCIATED", "I1-SENT"))
        self.check_mac(packet, wire.HIP_MAC)
        self.check_signature(packet, wire.HIP_SIGNATURE)

    # --- NOTIFY and CLOSE ---------------------------------------------------------------------------------------------

    def on_notify(self, packet, source, port):
        kinds = [struct.unpack_from("!HH", c)[1] for c in packet.all(wire.NOTIFICATION) if len(c) >= 4]
        self.report("notify", types=kinds)

    def close(self, wrong=()):
        self.close_nonce = os.urandom(16)
        octets = self.seal(wire.CLOSE, [(wire.ECHO_REQUEST_SIGNED, self.close_nonce)], wire.HIP_MAC,
                           wire.HIP_SIGNATURE, wrong=wrong)
        if not wrong:
            self.state = "CLOSING"
        self.send(octets, "CLOSE", repeat=None if wrong else "CLOSE")

    def on_close(self, packet, source, port):
        self.check_authentic(packet)
        nonce = packet.get(wire.ECHO_REQUEST_SIGNED)
        if self.bad("wrong-close-echo"):
            nonce = os.urandom(len(nonce))
        octets = self.seal(wire.CLOSE_ACK, [(wire.ECHO_RESPONSE_SIGNED, nonce)], wire.HIP_MAC, wire.HIP_SIGNATURE)
        self.send(octets, "CLOSE_ACK", source, port)
        self.inbound, self.outbound, self.pending_sas, self.state = {}, None, None, "CLOSED"
        self.outstanding.clear()
        self.report("closed", by="peer", verified=self.checks)

    def on_close_ack(self, packet, source, port):
        self.require("a CLOSE was sent", self.close_nonce is not None)
        self.check_authentic(packet)
        self.require("echo", packet.get(wire.ECHO_RESPONSE_SIGNED) == self.close_nonce)
        self.report("close-ack", state=self.state)
        if self.state not in ("CLOSING", "CLOSED"):
            return
        self.outstanding.pop("CLOSE", None)
        self.inbound, self.outbound, self.state = {}, None, "UNASSOCIATED"
        self.report("closed", by="us", verified=self.checks)

    # --- UPDATE -------------------------------------------------------------------------------------------------------

    def send_update(self, parameters, ack=(), sequence=True, remote=None, port=None, after=(), wrong=()):
        parameters, number = list(parameters), None
        if sequence:
            number, self.update_id = self.update_id, self.update_id + 1
            parameters.append((wire.SEQ, struct.pack("!I", number)))
        if ack:
            parameters.append((wire.ACK, b"".join(struct.pack("!I", a) for a in ack)))
        octets = self.seal(wire.UPDATE, parameters, wire.HIP_MAC, wire.HIP_SIGNATURE, after, wrong)
        self.send(octets, "UPDATE", remote, port,
                  repeat=f"UPDATE {number}" if sequence and not wrong else None)
        if sequence:
            self.sent_updates[number] = octets
        return number, octets

    def start_rekey(self, with_dh=False, group=None, wrong=()):
        own = crypto.DiffieHellman(group or self.dh_own.group) if with_dh else None
        spi, index = self.pick_spi(), 0 if with_dh else self.keymat.next
        parameters = [(wire.ESP_INFO, wire.esp_info(index, self.own_spi, spi))]
        if own is not None:
            parameters.append((wire.DIFFIE_HELLMAN, self.public_parameter(own.group, own.public, "UPDATE")))
        number, _ = self.send_update(parameters, wrong=wrong)
        if not wrong:
            self.rekey = {"spi": spi, "index": index, "dh": own, "number": number, "peer": None, "acked": False}
        return number

    def on_update(self, packet, source, port):
        self.check_authentic(packet)
        sequence, ack = packet.find(wire.SEQ), packet.find(wire.ACK)
        self.require("SEQ or ACK", sequence is not None or ack is not None)
        if self.state == "R2-SENT":
            self.state = "ESTABLISHED"
        if ack is not None:
            for number in struct.unpack(f"!{len(ack.contents) // 4}I", ack.contents):
                self.on_ack(number)
        for nonce in packet.all(wire.ECHO_RESPONSE_SIGNED) + packet.all(wire.ECHO_RESPONSE_UNSIGNED):
            self.on_echo_response(nonce)
        if sequence is None:
            self.finish_rekey()
            return
        number = struct.unpack("!I", sequence.contents)[0]
        if number in self.seen_updates:
            octets, remote, to = self.seen_updates[number]
            self.report("repeated", packet="UPDATE", id=number)
            self.send(octets, "UPDATE", remote, to)
            return
        self.require("Update ID is new", number >= max(self.seen_updates, default=-1), number)
        self.answer_update(packet, number, source, port or self.port)
        self.finish_rekey()

    def on_ack(self, number):
        self.outstanding.pop(f"UPDATE {number}", None)
        if number in self.acked or number not in self.sent_updates:
            self.report("ignored", ack=number)
            return
        self.acked.add(number)
        self.report("update-acked", id=number)
        if self.rekey is not None and self.rekey["number"] == number:
            self.rekey["acked"] = True

    def on_echo_response(self, nonce):
        if self.candidate is not None and nonce == self.candidate[2]:
            self.remote, self.port, _ = self.candidate
            self.candidate = None
            self.report("peer-moved", to=self.remote)
        elif self.echo_nonce is not None and nonce == self.echo_nonce:
            self.echo_nonce = None
            self.report("echo-answered")

    def answer_update(self, packet, number, source, port):
        reply, after, want_sequence, remote = [], [], False, source
        reply += [(wire.ECHO_RESPONSE_SIGNED, c) for c in packet.all(wire.ECHO_REQUEST_SIGNED)]
        after += [(wire.ECHO_RESPONSE_UNSIGNED, c) for c in packet.all(wire.ECHO_REQUEST_UNSIGNED)]
        info, locators = packet.find(wire.ESP_INFO), packet.find(wire.LOCATOR_SET)
        mine = None
        if info is not None:
            index, old, new = wire.parse_esp_info(info.contents)
            offered = packet.find(wire.DIFFIE_HELLMAN)
            if old != new:
                mine = self.on_rekey_offer(index, old, new, offered and offered.contents)
                if mine is not None:
                    reply += mine["parameters"]
                    want_sequence = True
        if locators is not None:
            usable = wire.parse_locator_set(locators.contents)
            self.report("locators", locators=usable)
            preferred = next((entry[2] for entry in usable if entry[3]), None)
            if preferred is not None and preferred != self.remote:
                nonce = os.urandom(16)
                self.candidate = (preferred, port, nonce)
                reply.append((wire.ECHO_REQUEST_SIGNED, nonce))
                if mine is None:
                    reply.append((wire.ESP_INFO, wire.esp_info(self.keymat.next, self.own_spi, self.own_spi)))
                want_sequence, remote = True, preferred
        own, octets = self.send_update(reply, (number,), want_sequence, remote, port, after)
        self.seen_updates[number] = (octets, remote, port)
        if mine is not None:
            self.rekey = {"spi": mine["spi"], "index": mine["index"], "dh": mine["dh"], "number": own,
                          "peer": mine["peer"], "acked": False}
            self.pending_sas = self.make_new_sas()
            self.inbound[mine["spi"]] = self.pending_sas[0]

    def on_rekey_offer(self, index, old, new, offered):
        """Saves the peer's half; answers our own half if we have not started one."""
        self.require("old SPI is the outbound one", old == self.peer_spi, old)
        self.require("new SPI", new > 255, new)
        public = None
        if offered is not None:
            group, public = wire.parse_diffie_hellman(offered)
            self.require("DH group is unchanged", group == self.dh_own.group, group)
            self.require("KEYMAT index with DH is zero", index == 0, index)
            crypto.check_public(group, public)
        elif self.rekey is None or self.rekey["dh"] is None:
            self.require("KEYMAT index is not of drawn keys", index >= self.keymat.next, index)
        peer = {"index": index, "spi": new, "dh": public}
        if self.rekey is not None and self.rekey["peer"] is None:
            self.rekey["peer"] = peer
            return None
        own = crypto.DiffieHellman(self.dh_own.group) if offered is not None else None
        mine = {"spi": self.pick_spi(), "index": 0 if own else max(index, self.keymat.next), "dh": own, "peer": peer}
        mine["parameters"] = [(wire.ESP_INFO, wire.esp_info(mine["index"], self.own_spi, mine["spi"]))]
        if own is not None:
            mine["parameters"].append(
                (wire.DIFFIE_HELLMAN, self.public_parameter(own.group, own.public, "UPDATE")))
        return mine

    def make_new_sas(self):
        rekey, peer = self.rekey, self.rekey["peer"]
        if rekey["dh"] is not None or peer["dh"] is not None:
            self.dh_own, self.dh_peer = rekey["dh"] or self.dh_own, peer["dh"] or self.dh_peer
            self.kij = self.dh_own.derive(self.dh_peer)
            self.keymat = crypto.Keymat(self.hash, self.kij, self.i, self.j, self.hit, self.peer_hit)
            self.generations.append((self.kij, self.keymat))
            index = 0
        else:
            index = max(rekey["index"], peer["index"])
        return self.draw_sas(index, rekey["spi"], peer["spi"])

    def finish_rekey(self):
        if self.rekey is None or self.rekey["peer"] is None or not self.rekey["acked"]:
            return
        inbound, self.outbound = self.pending_sas or self.make_new_sas()
        self.inbound[self.rekey["spi"]] = inbound
        self.own_spi, self.peer_spi = self.rekey["spi"], self.rekey["peer"]["spi"]
        dh = self.rekey["dh"] is not None or self.rekey["peer"]["dh"] is not None
        self.rekey = self.pending_sas = None
        self.report("rekeyed", dh=dh, spi_in=self.own_spi, spi_out=self.peer_spi, next_index=self.keymat.next)

    def move(self, local, remote=None):
        self.transport.rebind(local)
        self.remote = remote or self.remote
        return self.send_update([(wire.ESP_INFO, wire.esp_info(self.keymat.next, self.own_spi, self.own_spi)),
                                 (wire.LOCATOR_SET, wire.locator_set(self.own_spi, local))])[0]

    # --- ESP ----------------------------------------------------------------------------------------------------------

    def receive_esp(self, octets, source, port, local):
        self._note(source, local, 50, "ESP", octets)
        spi = struct.unpack_from("!I", octets)[0] if len(octets) >= 8 else 0
        sa = self.inbound.get(spi)
        if sa is None:
            self.report("esp-refused", reason=f"unknown SPI {spi}")
            return
        try:
            sequence, next_header, payload = sa.unprotect(octets)
        except crypto.CryptoError as error:
            self.report("esp-refused", reason=str(error), spi=spi)
            return
        if self.state == "R2-SENT":
            self.state = "ESTABLISHED"
        if self.pending_sas is not None and spi == self.rekey["spi"]:
            self.rekey["acked"] = True
            self.finish_rekey()
        self.report("esp", spi=spi, sequence=sequence, next_header=next_header, octets=len(payload))
        if next_header == 58:
            self.on_icmp6(payload)
        elif next_header == 1:
            self.on_icmp4(payload)

    def send_esp(self, next_header, payload, sequence=None, sa=None, spoil=None):
        octets = (sa or self.outbound).protect(next_header, payload, sequence)
        if spoil is not None:
            octets = spoil(octets)
        self._note(self.transport.local, self.remote, 50, "ESP", octets)
        self.transport.send_esp(octets, self.remote, self.port)
        return octets

    def icmp6(self, kind, rest, source=None):
        message = struct.pack("!BBH", kind, 0, 0) + rest
        value = wire.checksum(source or self.hit, self.peer_hit, message, 58, 2)
        return message[:2] + struct.pack("!H", value) + message[4:]

    def echo_request(self, size=56):
        self.ping_sequence += 1
        self.pings[self.ping_sequence] = [time.monotonic(), 0]
        return self.ping_sequence, self.ping_id + struct.pack("!H", self.ping_sequence) + bytes(range(size % 256)) \
            + bytes(size - size % 256)

    def ping(self, size=56):
        number, rest = self.echo_request(size)
        self.send_esp(58, self.icmp6(128, rest))
        return number

    def on_icmp6(self, payload):
        good = len(payload) >= 8 and struct.unpack_from("!H", payload, 2)[0] == wire.checksum(
            self.peer_hit, self.hit, payload, 58, 2)
        if not good:
            self.report("bad-inner", reason="ICMPv6 checksum over the HITs")
            return
        if payload[0] == 128 and self.outbound is not None:
            self.send_esp(58, self.icmp6(129, payload[4:]))
            self.report("answered", octets=len(payload))
        elif payload[0] == 129 and payload[4:6] == self.ping_id:
            entry = self.pings.get(struct.unpack_from("!H", payload, 6)[0])
            if entry is not None:
                entry[1] += 1
                self.report("ping", sequence=payload[7], milliseconds=round((time.monotonic() - entry[0]) * 1000, 3))

    def on_icmp4(self, payload):
        if len(payload) < 8 or wire.ones_sum(payload) != 0xFFFF:
            self.report("bad-inner", reason="ICMP checksum")
        elif payload[0] == 8 and self.outbound is not None:
            body = b"\0\0\0\0" + payload[4:]
            self.send_esp(1, body[:2] + struct.pack("!H", 0xFFFF - wire.ones_sum(body)) + body[4:])
            self.report("answered", octets=len(payload), inner="IPv4")
