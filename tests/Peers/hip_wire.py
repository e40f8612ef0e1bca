"""HIPv2 packets: header, parameters, checksum (RFC 7401 section 5). Written from the RFC alone, as a test oracle."""
import ipaddress
import struct

I1, R1, I2, R2, UPDATE, NOTIFY, CLOSE, CLOSE_ACK = 1, 2, 3, 4, 16, 17, 18, 19
PACKET_NAMES = {1: "I1", 2: "R1", 3: "I2", 4: "R2", 16: "UPDATE", 17: "NOTIFY", 18: "CLOSE", 19: "CLOSE_ACK"}
PACKET_TYPES = {name: number for number, name in PACKET_NAMES.items()}

ESP_INFO, R1_COUNTER, LOCATOR_SET, PUZZLE, SOLUTION, SEQ, ACK = 65, 129, 193, 257, 321, 385, 449
DH_GROUP_LIST, DIFFIE_HELLMAN, HIP_CIPHER, ENCRYPTED, HOST_ID, HIT_SUITE_LIST = 511, 513, 579, 641, 705, 715
CERT, NOTIFICATION, ECHO_REQUEST_SIGNED, ECHO_RESPONSE_SIGNED = 768, 832, 897, 961
TRANSPORT_FORMAT_LIST, ESP_TRANSFORM = 2049, 4095
HIP_MAC, HIP_MAC_2, HIP_SIGNATURE_2, HIP_SIGNATURE = 61505, 61569, 61633, 61697
ECHO_RESPONSE_UNSIGNED, ECHO_REQUEST_UNSIGNED = 63425, 63661

# Critical types that this peer understands, or that other documents define and that may be skipped in a test.
KNOWN_CRITICAL = {ESP_INFO, R1_COUNTER, LOCATOR_SET, PUZZLE, SOLUTION, SEQ, ACK, DH_GROUP_LIST, DIFFIE_HELLMAN,
                  HIP_CIPHER, ENCRYPTED, HOST_ID, HIT_SUITE_LIST, ECHO_REQUEST_SIGNED, ECHO_RESPONSE_SIGNED,
                  TRANSPORT_FORMAT_LIST, ESP_TRANSFORM, HIP_MAC, HIP_MAC_2, HIP_SIGNATURE_2, HIP_SIGNATURE,
                  ECHO_RESPONSE_UNSIGNED, ECHO_REQUEST_UNSIGNED}


class WireError(Exception):
    """The octets are no HIPv2 packet."""


class Parameter:
    """A parameter as it stands in a packet: offset of its type field, contents without padding."""

    def __init__(self, kind, contents, offset, total):
        self.kind, self.contents, self.offset, self.total = kind, contents, offset, total

    @property
    def critical(self):
        return self.kind & 1 == 1


def total_length(contents_length):
    """Section 5.2.1: 11 + Length - (Length + 3) % 8."""
    return 11 + contents_length - (contents_length + 3) % 8


def tlv(kind, contents, declared=None):
    """One parameter with zero padding; declared lies about the length."""
    length = len(contents) if declared is None else declared
    return struct.pack("!HH", kind, length) + contents + bytes(total_length(len(contents)) - 4 - len(contents))


def parse_parameters(octets, start=0):
    """All parameters from start on; the order rule of section 5.2.1 is enforced."""
    parameters, at, last = [], start, -1
    while at < len(octets):
        if at + 4 > len(octets):
            raise WireError(f"octets after the last parameter at {at}")
        kind, length = struct.unpack_from("!HH", octets, at)
        total = total_length(length)
        if at + total > len(octets):
            raise WireError(f"parameter {kind} at {at} runs over the end")
        if kind < last:
            raise WireError(f"parameter {kind} follows {last}")
        last = kind
        parameters.append(Parameter(kind, octets[at + 4:at + 4 + length], at, total))
        at += total
    return parameters


class Packet:
    """A parsed packet; octets end where the header's length says."""

    def __init__(self, octets):
        if len(octets) < 40:
            raise WireError(f"only {len(octets)} octets")
        self.next_header, length, kind, version, self.checksum, self.controls = struct.unpack_from("!BBBBHH", octets)
        size = (length + 1) * 8
        if length < 4:
            raise WireError(f"header length {length}")
        if size > len(octets):
            raise WireError(f"header says {size} octets, {len(octets)} are there")
        if size < len(octets) and self.next_header == 59:
            raise WireError(f"{len(octets) - size} octets follow the packet")
        self.version = version >> 4
        if self.version != 2:
            raise WireError(f"version {self.version}")
        self.kind = kind & 0x7F
        self.octets = octets[:size]
        self.sender, self.receiver = octets[8:24], octets[24:40]
        self.parameters = parse_parameters(self.octets, 40)
        if self.kind not in PACKET_NAMES:
            raise WireError(f"packet type {self.kind}")

    @property
    def name(self):
        return PACKET_NAMES[self.kind]

    def find(self, kind):
        """The first parameter of a type, or None."""
        return next((p for p in self.parameters if p.kind == kind), None)

    def get(self, kind):
        """The contents of the first parameter of a type; absent is an error."""
        found = self.find(kind)
        if found is None:
            raise WireError(f"{self.name} has no parameter {kind}")
        return found.contents

    def all(self, kind):
        return [p.contents for p in self.parameters if p.kind == kind]

    def unknown_critical(self):
        return next((p.kind for p in self.parameters if p.critical and p.kind not in KNOWN_CRITICAL), None)

    def covered_before(self, parameter, extra=b""):
        """What a MAC or signature covers: all before it, length adjusted, checksum zero (section 6.4)."""
        return seal_length(self.octets[:parameter.offset] + extra)

    def covered_by_signature_2(self, parameter):
        """As above; the receiver's HIT, the puzzle's opaque and #I are zero too (section 5.2.15)."""
        covered = bytearray(self.covered_before(parameter))
        covered[24:40] = bytes(16)
        puzzle = self.find(PUZZLE)
        if puzzle is not None and len(puzzle.contents) >= 4:
            covered[puzzle.offset + 6:puzzle.offset + 4 + len(puzzle.contents)] = bytes(len(puzzle.contents) - 2)
        return bytes(covered)

    def parameter_list(self):
        return [[p.kind, len(p.contents)] for p in self.parameters]


def header(kind, sender, receiver, controls=0, version=2):
    return struct.pack("!BBBBHH", 59, 4, kind & 0x7F, version << 4 | 1, 0, controls) + sender + receiver


def seal_length(octets):
    """Sets the header length for what is there and clears the checksum."""
    if len(octets) % 8 or len(octets) > 2048:
        raise WireError(f"a packet of {len(octets)} octets")
    return octets[:1] + bytes([len(octets) // 8 - 1]) + octets[2:4] + bytes(2) + octets[6:]


def ones_sum(octets):
    if len(octets) % 2:
        octets += b"\0"
    total = sum(struct.unpack(f"!{len(octets) // 2}H", octets))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total


def pseudo_header(source, destination, length, protocol):
    """Of IPv4 (RFC 768) or IPv6 (RFC 8200), by the addresses, which may be text or octets."""
    source, destination = ipaddress.ip_address(source), ipaddress.ip_address(destination)
    if source.version == 4:
        return source.packed + destination.packed + struct.pack("!BBH", 0, protocol, length)
    return source.packed + destination.packed + struct.pack("!IHBB", length, 0, 0, protocol)


def checksum(source, destination, octets, protocol=139, at=4):
    """The Internet checksum with the field at `at` taken as zero."""
    cleared = octets[:at] + bytes(2) + octets[at + 2:]
    value = 0xFFFF - ones_sum(pseudo_header(source, destination, len(octets), protocol) + cleared)
    return value


def with_checksum(source, destination, octets):
    return octets[:4] + struct.pack("!H", checksum(source, destination, octets)) + octets[6:]


def checksum_is_valid(source, destination, octets):
    return struct.unpack_from("!H", octets, 4)[0] == checksum(source, destination, octets)


def host_id(identity_octets, algorithm, domain=b"", domain_type=0):
    """HOST_ID contents; HI Length excludes the algorithm field."""
    return (struct.pack("!HHH", len(identity_octets), domain_type << 12 | len(domain), algorithm)
            + identity_octets + domain)


def parse_host_id(contents):
    """(algorithm, HI) of HOST_ID contents."""
    if len(contents) < 6:
        raise WireError("HOST_ID is too short")
    length, domain, algorithm = struct.unpack_from("!HHH", contents)
    if 6 + length + (domain & 0xFFF) != len(contents):
        raise WireError("HOST_ID's lengths do not add up")
    return algorithm, contents[6:6 + length]


def esp_info(index, old, new):
    return struct.pack("!HHII", 0, index, old, new)


def parse_esp_info(contents):
    """(KEYMAT index, old SPI, new SPI)."""
    if len(contents) != 12:
        raise WireError("ESP_INFO's length")
    return struct.unpack("!HHII", contents)[1:]


def u16s(values):
    return b"".join(struct.pack("!H", v) for v in values)


def parse_u16s(contents):
    if len(contents) % 2:
        raise WireError("an odd list of 16-bit numbers")
    return list(struct.unpack(f"!{len(contents) // 2}H", contents))


def diffie_hellman(group, public):
    return struct.pack("!BH", group, len(public)) + public


def parse_diffie_hellman(contents):
    """(group, public value)."""
    if len(contents) < 3:
        raise WireError("DIFFIE_HELLMAN is too short")
    group, length = struct.unpack_from("!BH", contents)
    if len(contents) != 3 + length:
        raise WireError("DIFFIE_HELLMAN's lengths do not agree")
    return group, contents[3:]


def locator_set(spi, address, lifetime=120, preferred=True):
    """One locator of type 1 (SPI and address), traffic type 0 (RFC 8046 section 4)."""
    ip = ipaddress.ip_address(address)
    packed = ip.packed if ip.version == 6 else bytes(10) + b"\xff\xff" + ip.packed
    return struct.pack("!BBBBII", 0, 1, 5, 1 if preferred else 0, lifetime, spi) + packed


def parse_locator_set(contents):
    """A list of (traffic type, SPI or None, address text, preferred, lifetime)."""
    locators, at = [], 0
    while at < len(contents):
        if at + 8 > len(contents):
            raise WireError("a locator is cut")
        traffic, kind, words, flags, lifetime = struct.unpack_from("!BBBBI", contents, at)
        value = contents[at + 8:at + 8 + words * 4]
        if len(value) != words * 4 or kind not in (0, 1) or words != (4, 5)[kind]:
            raise WireError("a locator's type or length")
        spi = struct.unpack_from("!I", value)[0] if kind == 1 else None
        ip = ipaddress.IPv6Address(value[-16:])
        locators.append((traffic, spi, str(ip.ipv4_mapped or ip), bool(flags & 1), lifetime))
        at += 8 + words * 4
    return locators
