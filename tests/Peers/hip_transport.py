"""Raw IP (protocols 139 and 50) or UDP (RFC 9028 section 5) below the peer; one local address at a time."""
import ipaddress
import socket

import hip_wire as wire

HIP_PROTOCOL, ESP_PROTOCOL, UDP_PORT = 139, 50, 10500


def is_ipv6(address):
    return ipaddress.ip_address(address).version == 6


class Transport:
    """Sends and receives HIP and ESP; the caller selects on `sockets`."""

    def __init__(self, local, udp=False, local_port=UDP_PORT):
        self.udp, self.local_port = udp, local_port
        self.sockets = {}
        self.rebind(local)

    def rebind(self, local):
        """Opens sockets for a new local address; the old ones keep receiving."""
        self.local = local
        family = socket.AF_INET6 if is_ipv6(local) else socket.AF_INET
        if self.udp:
            self.hip = self.esp = self._open(family, socket.SOCK_DGRAM, 0, local, self.local_port)
            self.sockets[self.hip] = (None, local)
        else:
            self.hip = self._open(family, socket.SOCK_RAW, HIP_PROTOCOL, local, 0)
            self.esp = self._open(family, socket.SOCK_RAW, ESP_PROTOCOL, local, 0)
            self.sockets[self.hip], self.sockets[self.esp] = (HIP_PROTOCOL, local), (ESP_PROTOCOL, local)

    @staticmethod
    def _open(family, kind, protocol, local, port):
        opened = socket.socket(family, kind, protocol)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((local, port))
        opened.setblocking(False)
        return opened

    def receive(self, which):
        """(protocol, octets, source address, source port, local address), or None."""
        protocol, local = self.sockets[which]
        try:
            octets, address = which.recvfrom(65535)
        except BlockingIOError:
            return None
        source = address[0].split("%")[0]
        if self.udp:
            if octets[:4] == bytes(4):
                return HIP_PROTOCOL, octets[4:], source, address[1], local
            return (ESP_PROTOCOL, octets, source, address[1], local) if len(octets) > 8 else None
        if which.family == socket.AF_INET:
            octets = octets[(octets[0] & 15) * 4:]
        return protocol, octets, source, 0, local

    def send_hip(self, octets, remote, port, bad_checksum=False):
        """Completes the checksum, which is zero below UDP; answers the octets as sent."""
        if self.udp:
            octets = octets[:4] + (b"\x12\x34" if bad_checksum else bytes(2)) + octets[6:]
            self._send(self.hip, bytes(4) + octets, remote, port)
        else:
            octets = wire.with_checksum(self.local, remote, octets)
            if bad_checksum:
                octets = octets[:4] + bytes([octets[4] ^ 0x55]) + octets[5:]
            self._send(self.hip, octets, remote, 0)
        return octets

    def send_esp(self, octets, remote, port):
        self._send(self.esp, octets, remote, port if self.udp else 0)

    @staticmethod
    def _send(opened, octets, remote, port):
        try:
            opened.sendto(octets, (remote, port))
        except OSError as error:
            # A path that is down is like a lost packet: the retransmission shows it.
            if error.errno not in (101, 111, 113):
                raise
