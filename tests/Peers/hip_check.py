"""Recomputes every value of a recorded exchange (tests/data/hip/*.json, or what hip_peer.py --record writes)."""
import json
import struct

import hip_crypto as crypto
import hip_wire as wire


class Recording:
    """The state of one exchange, rebuilt packet by packet."""

    def __init__(self, document, gcm_key=16, esn=False):
        self.document, self.gcm_key, self.esn = document, gcm_key, esn
        self.results = []
        self.identities, self.host_ids = {}, {}
        self.offer, self.spis = {}, {}
        self.keymat = self.cipher = self.suite = self.responder = None
        self.closing = {}

    def check(self, packet, what, good, detail=None):
        result = {"packet": packet, "check": what, "ok": bool(good)}
        if detail is not None:
            result["detail"] = detail
        self.results.append(result)

    def run(self):
        for number, entry in enumerate(self.document["packets"]):
            label, octets = f"{number}:{entry['packet']}", bytes.fromhex(entry["hex"])
            try:
                if int(entry["protocol"]) == 50:
                    self.esp(label, octets)
                else:
                    self.hip(label, octets, entry)
            except (wire.WireError, crypto.CryptoError, KeyError, struct.error) as error:
                self.check(label, "processing", False, f"{type(error).__name__}: {error}")
        return self.results

    def hip(self, label, octets, entry):
        packet = wire.Packet(octets)
        self.check(label, "name", packet.name == entry["packet"], packet.parameter_list())
        udp = entry.get("encapsulation") == "udp"
        self.check(label, "checksum", packet.checksum == 0 if udp else
                   wire.checksum_is_valid(entry["from"], entry["to"], octets))
        self.check(label, "no unknown critical parameter", packet.unknown_critical() is None)
        handler = getattr(self, "on_" + packet.name.lower(), None)
        if handler is not None:
            handler(label, packet)

    def host_id(self, label, packet, contents):
        algorithm, identity = wire.parse_host_id(contents)
        self.check(label, "HIT", crypto.make_hit(algorithm, identity) == packet.sender)
        self.identities[packet.sender], self.host_ids[packet.sender] = (algorithm, identity), contents

    def signature(self, label, packet, kind=wire.HIP_SIGNATURE):
        parameter = packet.find(kind)
        contents = packet.get(kind)
        covered = (packet.covered_by_signature_2(parameter) if kind == wire.HIP_SIGNATURE_2
                   else packet.covered_before(parameter))
        algorithm, identity = self.identities[packet.sender]
        self.check(label, "signature algorithm", struct.unpack_from("!H", contents)[0] == algorithm)
        self.check(label, "signature", crypto.verify(algorithm, identity, covered, contents[2:]))

    def mac(self, label, packet, kind=wire.HIP_MAC):
        parameter, extra = packet.find(kind), b""
        contents = packet.get(kind)
        if kind == wire.HIP_MAC_2:
            extra = wire.tlv(wire.HOST_ID, self.host_ids[packet.sender])
        greater = packet.sender > packet.receiver
        key = self.keys[1 if greater else 3]
        expected = crypto.hmac.new(key, packet.covered_before(parameter, extra), self.hash).digest()
        self.check(label, "HIP_MAC" if kind == wire.HIP_MAC else "HIP_MAC_2", expected == contents)

    def on_i1(self, label, packet):
        self.groups = list(packet.get(wire.DH_GROUP_LIST))

    def on_r1(self, label, packet):
        self.host_id(label, packet, packet.get(wire.HOST_ID))
        self.signature(label, packet, wire.HIP_SIGNATURE_2)
        self.puzzle = packet.get(wire.PUZZLE)
        self.responder = packet.sender
        self.hash = crypto.rhash(crypto.hit_suite(packet.sender))
        group, public = wire.parse_diffie_hellman(packet.get(wire.DIFFIE_HELLMAN))
        best = next((g for g in packet.get(wire.DH_GROUP_LIST) if g in self.groups), None)
        self.check(label, "DH group is the first common one", group == best, [self.groups, group])
        crypto.check_public(group, public)
        self.check(label, "TRANSPORT_FORMAT_LIST",
                   wire.ESP_TRANSFORM in wire.parse_u16s(packet.get(wire.TRANSPORT_FORMAT_LIST)))
        self.group = group
        counter = packet.find(wire.R1_COUNTER)
        self.offer = {"ciphers": wire.parse_u16s(packet.get(wire.HIP_CIPHER)), "counter": counter and counter.contents,
                      "suites": wire.parse_u16s(packet.get(wire.ESP_TRANSFORM))[1:]}

    def on_i2(self, label, packet):
        solution, size = packet.get(wire.SOLUTION), crypto.hashlib.new(self.hash).digest_size
        self.check(label, "SOLUTION length", len(solution) == 4 + 2 * size)
        i, j = solution[4:4 + size], solution[4 + size:]
        self.check(label, "SOLUTION echoes K, opaque, I", solution[0] == self.puzzle[0]
                   and solution[2:4 + size] == self.puzzle[2:])
        self.check(label, "puzzle",
                   crypto.puzzle_is_solved(self.hash, i, packet.sender, packet.receiver, j, solution[0]), solution[0])
        group, public = wire.parse_diffie_hellman(packet.get(wire.DIFFIE_HELLMAN))
        self.check(label, "DH group", group == self.group)
        crypto.check_public(group, public)
        kij = bytes.fromhex(self.document["dh_shared_secret"])
        self.keymat = crypto.Keymat(self.hash, kij, i, j, packet.sender, packet.receiver)
        ciphers = wire.parse_u16s(packet.get(wire.HIP_CIPHER))
        self.check(label, "one offered HIP_CIPHER", len(ciphers) == 1 and ciphers[0] in self.offer["ciphers"], ciphers)
        self.cipher = ciphers[0]
        sizes = [crypto.CIPHER_KEYS[self.cipher], size] * 2
        self.keys = [self.keymat.draw(n) for n in sizes]
        self.mac(label, packet)
        encrypted = packet.find(wire.ENCRYPTED)
        if encrypted is not None:
            key = self.keys[0 if packet.sender > packet.receiver else 2]
            inner, pad = crypto.decrypt_parameter(self.cipher, key, encrypted.contents)
            parameters = wire.parse_parameters(inner)
            self.check(label, "ENCRYPTED HOST_ID", parameters[0].kind == wire.HOST_ID, {"padding": pad})
            self.host_id(label, packet, parameters[0].contents)
        else:
            self.host_id(label, packet, packet.get(wire.HOST_ID))
        self.signature(label, packet)
        suites = wire.parse_u16s(packet.get(wire.ESP_TRANSFORM))[1:]
        self.check(label, "one offered ESP suite", len(suites) == 1 and suites[0] in self.offer["suites"], suites)
        self.suite = suites[0]
        index, old, spi = wire.parse_esp_info(packet.get(wire.ESP_INFO))
        self.check(label, "KEYMAT index", index == self.keymat.next and old == 0, index)
        self.spis[packet.sender] = spi
        counter = packet.find(wire.R1_COUNTER)
        self.check(label, "R1_COUNTER is echoed", (counter and counter.contents) == self.offer["counter"])

    def on_r2(self, label, packet):
        self.mac(label, packet, wire.HIP_MAC_2)
        self.signature(label, packet)
        index, old, spi = wire.parse_esp_info(packet.get(wire.ESP_INFO))
        self.check(label, "KEYMAT index", index == self.keymat.next and old == 0, index)
        self.spis[packet.sender] = spi
        sizes = crypto.esp_key_sizes(self.suite, self.gcm_key)
        drawn = [self.keymat.draw(n) for n in sizes * 2]
        recorded = self.document.get("keymat")
        if recorded is not None:
            count = len(self.keymat.drawn)
            self.check(label, "KEYMAT as recorded", recorded[:count] == self.keymat.drawn)
        greater, lesser = sorted(self.spis, reverse=True)
        # An SA is named by its receiver's SPI and keyed by its sender.
        self.sas = {self.spis[lesser]: (crypto.EspSa(self.suite, self.spis[lesser], *drawn[:2], self.esn), greater, lesser),
                    self.spis[greater]: (crypto.EspSa(self.suite, self.spis[greater], *drawn[2:], self.esn), lesser, greater)}

    def authenticated(self, label, packet):
        self.mac(label, packet)
        self.signature(label, packet)

    def on_update(self, label, packet):
        self.authenticated(label, packet)
        self.check(label, "SEQ or ACK", packet.find(wire.SEQ) or packet.find(wire.ACK))

    def on_close(self, label, packet):
        self.authenticated(label, packet)
        self.closing[packet.sender] = packet.get(wire.ECHO_REQUEST_SIGNED)

    def on_close_ack(self, label, packet):
        self.authenticated(label, packet)
        self.check(label, "echo", self.closing.get(packet.receiver) == packet.get(wire.ECHO_RESPONSE_SIGNED))

    def esp(self, label, octets):
        spi = struct.unpack_from("!I", octets)[0]
        if spi not in self.sas:
            self.check(label, "SPI is of the base exchange", "update" in str(self.document).lower(), spi)
            return
        sa, source, destination = self.sas[spi]
        sequence, next_header, payload = sa.unprotect(octets)
        self.check(label, "ICV, sequence, padding", True, {"sequence": sequence, "next_header": next_header})
        if next_header == 58:
            good = struct.unpack_from("!H", payload, 2)[0] == wire.checksum(source, destination, payload, 58, 2)
            self.check(label, "ICMPv6 checksum over HITs", good, {"type": payload[0]})


def check_recording(path, gcm_key=16, esn=False):
    with open(path, encoding="utf-8") as file:
        return Recording(json.load(file), gcm_key, esn).run()
