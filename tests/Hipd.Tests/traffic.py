"""Applications that know nothing of HIP.

serve ADDRESS PORT            answers all of the following, over TCP and UDP
up ADDRESS PORT OCTETS        sends so much over TCP, and compares the digests
down ADDRESS PORT OCTETS      the same in the other direction
tick ADDRESS PORT SECONDS [PATIENCE]
                              echoes a line every 50 ms over one TCP connection; says when the last one was back and
                              how long the longest took, and fails when one takes longer than PATIENCE, or 15 s
udp ADDRESS PORT OCTETS       sends datagrams of that size until one has come back; prints how many it took
say ADDRESS PORT TEXT         sends a line over TCP and wants it back
"""

import hashlib
import random
import socket
import sys
import threading
import time

CHUNK = 65536


def family_of(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def octets(seed, count):
    source = random.Random(seed)
    while count > 0:
        size = min(CHUNK, count)
        yield source.randbytes(size)
        count -= size


def send_all(connection, seed, count):
    digest = hashlib.sha256()
    for chunk in octets(seed, count):
        digest.update(chunk)
        connection.sendall(chunk)
    return digest.hexdigest()


def receive_all(stream, count):
    digest = hashlib.sha256()
    while count > 0:
        chunk = stream.read(min(CHUNK, count))
        if not chunk:
            break
        digest.update(chunk)
        count -= len(chunk)
    return digest.hexdigest()


def answer(connection):
    with connection, connection.makefile("rb") as stream:
        try:
            verb, _, rest = stream.readline().decode().partition(" ")
            if verb == "up":
                connection.sendall((receive_all(stream, int(rest)) + "\n").encode())
            elif verb == "down":
                count = int(rest)
                connection.sendall((send_all(connection, 2, count) + "\n").encode())
            else:
                for line in stream:
                    connection.sendall(line)
        except OSError as error:
            print("connection ended:", error, flush=True)


def answer_datagrams(sock):
    while True:
        data, peer = sock.recvfrom(65535)
        sock.sendto(data, peer)


def serve(address, port):
    tcp = socket.create_server((address, port), family=family_of(address), backlog=64)
    udp = socket.socket(family_of(address), socket.SOCK_DGRAM)
    udp.bind((address, port))
    threading.Thread(target=answer_datagrams, args=(udp,), daemon=True).start()
    print("listening", flush=True)
    while True:
        connection, _ = tcp.accept()
        threading.Thread(target=answer, args=(connection,), daemon=True).start()


def connect(address, port, timeout=20):
    connection = socket.create_connection((address, port), timeout)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def up(address, port, count):
    with connect(address, port) as connection:
        connection.sendall(f"up {count}\n".encode())
        mine = send_all(connection, 1, int(count))
        theirs = connection.makefile("rb").readline().decode().strip()
        return mine == theirs


def down(address, port, count):
    with connect(address, port) as connection, connection.makefile("rb") as stream:
        connection.sendall(f"down {count}\n".encode())
        mine = receive_all(stream, int(count))
        return mine == stream.readline().decode().strip()


def tick(address, port, seconds, patience="15"):
    worst = 0
    last = 0
    with connect(address, port, float(patience)) as connection, connection.makefile("rb") as stream:
        connection.sendall(b"tick\n")
        print("ticking", flush=True)
        end = time.monotonic() + float(seconds)
        number = 0
        while time.monotonic() < end:
            number += 1
            line = f"{number} {'x' * 400}\n".encode()
            start = time.monotonic()
            try:
                connection.sendall(line)
                if stream.readline() != line:
                    raise OSError("closed")
            except OSError as error:
                print(f"broken at {number}: {error}\nlast {last:.2f}", flush=True)
                return False
            last = time.time()
            worst = max(worst, time.monotonic() - start)
            time.sleep(0.05)
    print(f"echoes {number} worst_ms {worst * 1000:.0f}\nlast {last:.2f}", flush=True)
    return True


def datagram(address, port, count):
    with socket.socket(family_of(address), socket.SOCK_DGRAM) as sock:
        sock.settimeout(1)
        data = random.Random(3).randbytes(int(count))
        for attempt in range(1, 6):
            sock.sendto(data, (address, port))
            try:
                if sock.recvfrom(65535)[0] == data:
                    print("attempts", attempt)
                    return True
            except TimeoutError:
                pass
    return False


def say(address, port, text):
    with connect(address, port, 4) as connection, connection.makefile("rb") as stream:
        connection.sendall(b"say\n" + text.encode() + b"\n")
        return stream.readline().decode().strip() == text


VERBS = {"up": up, "down": down, "tick": tick, "udp": datagram, "say": say}


def main(verb, address, port, *rest):
    if verb == "serve":
        serve(address, int(port))
    return 0 if VERBS[verb](address, int(port), *rest) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
