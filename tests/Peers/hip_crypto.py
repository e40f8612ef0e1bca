"""Identities, HITs, Diffie-Hellman, KEYMAT, puzzle and ESP of HIPv2 (RFC 7401, 7402, 7343, 9374), as a test oracle."""
import functools
import hashlib
import hmac
import os
import struct

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

RSA, ECDSA, EDDSA = 5, 7, 13
CONTEXT_ID = bytes.fromhex("F0EFF02FBFF43D0FE7930C3C6E6174EA")
ORCHID_PREFIX = 0x2001002


class CryptoError(Exception):
    """A key, signature, value or ciphertext is not acceptable."""


# --- cSHAKE128 (NIST SP 800-185), for HIT suite 5 -----------------------------------------------------------------

def _keccak(state):
    lfsr = 1
    for _ in range(24):
        columns = [state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20] for x in range(5)]
        for x in range(5):
            change = columns[(x + 4) % 5] ^ _rol(columns[(x + 1) % 5], 1)
            for y in range(0, 25, 5):
                state[x + y] ^= change
        x, y, current = 1, 0, state[1]
        for t in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, state[x + 5 * y] = state[x + 5 * y], _rol(current, (t + 1) * (t + 2) // 2 % 64)
        for y in range(0, 25, 5):
            row = state[y:y + 5]
            for x in range(5):
                state[x + y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5] & (1 << 64) - 1)
        for j in range(7):
            lfsr = (lfsr << 1 ^ (lfsr >> 7) * 0x171) & 0xFF
            if lfsr & 2:
                state[0] ^= 1 << ((1 << j) - 1)


def _rol(value, count):
    return ((value << count) | (value >> (64 - count))) & (1 << 64) - 1 if count else value


def _encode(value, left):
    octets = value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big")
    return bytes([len(octets)]) + octets if left else octets + bytes([len(octets)])


def cshake128(data, size, customisation):
    """`size` octets; the function name is empty."""
    rate = 168
    prefix = _encode(rate, True) + _encode(0, True) + _encode(len(customisation) * 8, True) + customisation
    message = prefix + bytes(-len(prefix) % rate) + data + b"\x04"
    message = bytearray(message + bytes(-len(message) % rate))
    message[-1] |= 0x80
    state = [0] * 25
    for at in range(0, len(message), rate):
        for lane in range(rate // 8):
            state[lane] ^= int.from_bytes(message[at + 8 * lane:at + 8 * lane + 8], "little")
        _keccak(state)
    return b"".join(lane.to_bytes(8, "little") for lane in state)[:size]


# --- HITs -----------------------------------------------------------------------------------------------------------

def hit_suite(hit):
    return hit[3] & 0x0F


def rhash(suite):
    """The hash of puzzle, MAC and KDF by the Responder's HIT suite; suite 5 keeps SHA-256 here."""
    try:
        return {1: "sha256", 2: "sha384", 3: "sha1", 5: "sha256"}[suite]
    except KeyError:
        raise CryptoError(f"HIT suite {suite}") from None


def make_hit(algorithm, identity):
    """The HIT of a Host Identity: prefix, suite, the middle 96 bits of the hash (RFC 7343 section 2)."""
    if algorithm == RSA:
        suite, digest = 1, hashlib.sha256(CONTEXT_ID + identity).digest()
    elif algorithm == ECDSA:
        suite, digest = 2, hashlib.sha384(CONTEXT_ID + identity).digest()
    elif algorithm == EDDSA:
        suite, digest = 5, cshake128(identity, 12, CONTEXT_ID)
    else:
        raise CryptoError(f"HI algorithm {algorithm}")
    start = (len(digest) - 12) // 2
    return (ORCHID_PREFIX << 4 | suite).to_bytes(4, "big") + digest[start:start + 12]


# --- Host Identities ------------------------------------------------------------------------------------------------

CURVES = {1: (ec.SECP256R1(), 32, hashes.SHA256()), 2: (ec.SECP384R1(), 48, hashes.SHA384())}


def public_key(algorithm, identity):
    """The public key in a Host Identity; malformed ones are refused."""
    try:
        if algorithm == RSA:
            size, at = (identity[0], 1) if identity[0] else (struct.unpack_from("!H", identity, 1)[0], 3)
            exponent, modulus = identity[at:at + size], identity[at + size:]
            return rsa.RSAPublicNumbers(int.from_bytes(exponent, "big"), int.from_bytes(modulus, "big")).public_key()
        if algorithm == ECDSA:
            curve, size, _ = CURVES[struct.unpack_from("!H", identity)[0]]
            if len(identity) != 3 + 2 * size or identity[2] != 4:
                raise CryptoError("an ECDSA point's form")
            return ec.EllipticCurvePublicKey.from_encoded_point(curve, identity[2:])
        if algorithm == EDDSA:
            if len(identity) != 36 or identity[:4] != b"\0\x01\0\0":
                raise CryptoError("an EdDSA identity's form")
            return ed25519.Ed25519PublicKey.from_public_bytes(identity[4:])
    except (ValueError, KeyError, struct.error, IndexError) as error:
        raise CryptoError(f"Host Identity: {error}") from error
    raise CryptoError(f"HI algorithm {algorithm}")


def verify(algorithm, identity, data, signature):
    """True if the signature (without its algorithm field) is of the identity."""
    key = public_key(algorithm, identity)
    try:
        if algorithm == RSA:
            key.verify(signature, data, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
        elif algorithm == ECDSA:
            _, size, digest = CURVES[struct.unpack_from("!H", identity)[0]]
            if len(signature) != 2 * size:
                return False
            r, s = int.from_bytes(signature[:size], "big"), int.from_bytes(signature[size:], "big")
            key.verify(encode_dss_signature(r, s), data, ec.ECDSA(digest))
        else:
            key.verify(signature, data)
        return True
    except InvalidSignature:
        return False


class Identity:
    """A private host key with its Host Identity and HIT."""

    def __init__(self, key):
        self.key = key
        if isinstance(key, rsa.RSAPrivateKey):
            numbers = key.public_key().public_numbers()
            e = numbers.e.to_bytes((numbers.e.bit_length() + 7) // 8, "big")
            self.algorithm, self.identity = RSA, bytes([len(e)]) + e + numbers.n.to_bytes(key.key_size // 8, "big")
        elif isinstance(key, ec.EllipticCurvePrivateKey):
            self.curve = {"secp256r1": 1, "secp384r1": 2}[key.curve.name]
            point = key.public_key().public_bytes(
                serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
            self.algorithm, self.identity = ECDSA, struct.pack("!H", self.curve) + point
        elif isinstance(key, ed25519.Ed25519PrivateKey):
            raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
            self.algorithm, self.identity = EDDSA, b"\0\x01\0\0" + raw
        else:
            raise CryptoError("a key of this kind is no host key")
        self.hit = make_hit(self.algorithm, self.identity)

    @staticmethod
    def generate(kind):
        if kind == "rsa":
            return Identity(rsa.generate_private_key(65537, 2048))
        if kind in ("p256", "p384"):
            return Identity(ec.generate_private_key(ec.SECP256R1() if kind == "p256" else ec.SECP384R1()))
        if kind == "ed25519":
            return Identity(ed25519.Ed25519PrivateKey.generate())
        raise CryptoError(f"a key of kind {kind}")

    @staticmethod
    def load(path):
        with open(path, "rb") as file:
            return Identity(serialization.load_pem_private_key(file.read(), None))

    def pem(self):
        return self.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                      serialization.NoEncryption())

    def sign(self, data):
        """Contents of HIP_SIGNATURE: 16-bit algorithm, signature."""
        if self.algorithm == RSA:
            value = self.key.sign(data, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
        elif self.algorithm == ECDSA:
            _, size, digest = CURVES[self.curve]
            r, s = decode_dss_signature(self.key.sign(data, ec.ECDSA(digest)))
            value = r.to_bytes(size, "big") + s.to_bytes(size, "big")
        else:
            value = self.key.sign(data)
        return struct.pack("!H", self.algorithm) + value


# --- Diffie-Hellman -------------------------------------------------------------------------------------------------

EC_GROUPS = {7: (ec.SECP256R1, 32), 8: (ec.SECP384R1, 48), 9: (ec.SECP521R1, 66)}
MODP_GROUPS = {3: (1536, 741804), 11: (2048, 124476), 4: (3072, 1690314)}


@functools.lru_cache(None)
def modp_prime(group):
    """RFC 3526: 2^n - 2^(n-64) - 1 + 2^64 * (floor(2^(n-130) pi) + c); pi by Machin's formula."""
    bits, constant = MODP_GROUPS[group]
    guard = 64

    def arctan(inverse):
        one = 1 << (bits - 130 + guard)
        term, total, n = one // inverse, 0, 1
        while term:
            total += term // n if n % 4 == 1 else -(term // n)
            term //= inverse * inverse
            n += 2
        return total

    pi = (16 * arctan(5) - 4 * arctan(239)) >> guard
    return (1 << bits) - (1 << (bits - 64)) - 1 + (1 << 64) * (pi + constant)


def public_size(group):
    return MODP_GROUPS[group][0] // 8 if group in MODP_GROUPS else 2 * EC_GROUPS[group][1]


class DiffieHellman:
    """An ephemeral key pair."""

    def __init__(self, group):
        self.group = group
        if group in MODP_GROUPS:
            prime = modp_prime(group)
            self.private = int.from_bytes(os.urandom(40), "big") | 1 << 319
            self.public = pow(2, self.private, prime).to_bytes(public_size(group), "big")
        elif group in EC_GROUPS:
            self.private = ec.generate_private_key(EC_GROUPS[group][0]())
            self.public = self.private.public_key().public_bytes(
                serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)[1:]
        else:
            raise CryptoError(f"DH group {group}")

    def derive(self, peer):
        """Kij: x of the point, or the MODP value padded to the prime's length."""
        check_public(self.group, peer)
        if self.group in MODP_GROUPS:
            prime = modp_prime(self.group)
            return pow(int.from_bytes(peer, "big"), self.private, prime).to_bytes(public_size(self.group), "big")
        point = ec.EllipticCurvePublicKey.from_encoded_point(EC_GROUPS[self.group][0](), b"\x04" + peer)
        return self.private.exchange(ec.ECDH(), point)


def check_public(group, value):
    """Refuses a value of the wrong length, off the curve or outside of the subgroup (RFC 2785)."""
    if len(value) != public_size(group):
        raise CryptoError(f"a DH value of {len(value)} octets in group {group}")
    if group in MODP_GROUPS:
        prime, number = modp_prime(group), int.from_bytes(value, "big")
        if not 2 <= number <= prime - 2 or pow(number, (prime - 1) // 2, prime) != 1:
            raise CryptoError("a MODP value outside of the subgroup")
        return
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(EC_GROUPS[group][0](), b"\x04" + value)
    except ValueError as error:
        raise CryptoError(f"a point off the curve: {error}") from error


# --- KEYMAT and puzzle ----------------------------------------------------------------------------------------------

class Keymat:
    """HKDF (RFC 5869) with salt I | J and info sort(HIT-I | HIT-R), section 6.5; drawn by index."""

    def __init__(self, hash_name, kij, i, j, hit_a, hit_b):
        self.hash_name = hash_name
        self.key = hmac.new(i + j, kij, hash_name).digest()
        self.info = min(hit_a, hit_b) + max(hit_a, hit_b)
        self.octets, self.block, self.count = b"", b"", 0
        self.next = 0
        self.drawn = []

    def draw(self, size, index=None):
        """`size` octets from the index, or from where the last draw ended."""
        index = self.next if index is None else index
        while len(self.octets) < index + size:
            self.count += 1
            if self.count > 255:
                raise CryptoError("KEYMAT is exhausted")
            self.block = hmac.new(self.key, self.block + self.info + bytes([self.count]), self.hash_name).digest()
            self.octets += self.block
        self.next = index + size
        key = self.octets[index:index + size]
        if size:
            self.drawn.append({"index": index, "key": key.hex()})
        return key


def puzzle_is_solved(hash_name, i, hit_i, hit_r, j, k):
    digest = hashlib.new(hash_name, i + hit_i + hit_r + j).digest()
    return int.from_bytes(digest, "big") & ((1 << k) - 1) == 0


def solve_puzzle(hash_name, i, hit_i, hit_r, k):
    size = hashlib.new(hash_name).digest_size
    start, value = hashlib.new(hash_name, i + hit_i + hit_r), int.from_bytes(os.urandom(size), "big")
    mask, limit = (1 << k) - 1, 1 << (8 * size)
    while True:
        j = value.to_bytes(size, "big")
        attempt = start.copy()
        attempt.update(j)
        if int.from_bytes(attempt.digest(), "big") & mask == 0:
            return j
        value = (value + 1) % limit


# --- ENCRYPTED ------------------------------------------------------------------------------------------------------

CIPHER_KEYS = {1: 0, 2: 16, 4: 32}


def encrypt_parameter(cipher, key, inner):
    """ENCRYPTED contents: reserved, IV, AES-CBC with PKCS #5 padding (section 5.2.18)."""
    if cipher == 1:
        return bytes(4) + inner
    iv, pad = os.urandom(16), 16 - len(inner) % 16
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return bytes(4) + iv + encryptor.update(inner + bytes([pad]) * pad) + encryptor.finalize()


def decrypt_parameter(cipher, key, contents):
    """(inner octets, padding length); padding is PKCS #5 or none."""
    if cipher == 1:
        return contents[4:], 0
    body = contents[20:]
    if len(contents) < 36 or len(body) % 16:
        raise CryptoError("ENCRYPTED's length")
    decryptor = Cipher(algorithms.AES(key), modes.CBC(contents[4:20])).decryptor()
    inner = decryptor.update(body) + decryptor.finalize()
    pad = inner[-1]
    if pad in (8, 16) and inner.endswith(bytes([pad]) * pad):
        return inner[:-pad], pad
    return inner, 0


# --- ESP ------------------------------------------------------------------------------------------------------------

# suite: (encryption key with salt, authentication key, ICV)
ESP_SUITES = {1: (16, 20, 12), 7: (0, 32, 16), 8: (16, 32, 16), 9: (32, 32, 16), 12: (20, 0, 8), 13: (20, 0, 16)}


def esp_key_sizes(suite, gcm_key=16):
    encryption, authentication, _ = ESP_SUITES[suite]
    return (gcm_key + 4 if suite in (12, 13) else encryption), authentication


class EspSa:
    """One direction. ESN chooses whether the ICV covers the high half of the 64-bit sequence number."""

    def __init__(self, suite, spi, encryption_key, authentication_key, esn=False):
        self.suite, self.spi, self.esn = suite, spi, esn
        self.encryption_key, self.authentication_key = encryption_key, authentication_key
        self.icv = ESP_SUITES[suite][2]
        self.sequence = 0
        self.highest, self.window = 0, 0

    def protect(self, next_header, payload, sequence=None, pad_length=None):
        """`pad_length` is what the trailer says instead of the truth."""
        if sequence is None:
            self.sequence += 1
            sequence = self.sequence
        head = struct.pack("!II", self.spi, sequence & 0xFFFFFFFF)
        align = 16 if self.suite in (1, 8, 9) else 4
        pad = -(len(payload) + 2) % align
        plain = payload + bytes(range(1, pad + 1)) + bytes([pad if pad_length is None else pad_length, next_header])
        high = struct.pack("!I", sequence >> 32) if self.esn else b""
        if self.suite in (12, 13):
            iv = struct.pack("!Q", sequence)
            aad = head[:4] + high + head[4:]
            return head + iv + self._gcm_seal(iv, plain, aad)
        if self.suite == 7:
            body = head + plain
        else:
            iv = os.urandom(16)
            encryptor = Cipher(algorithms.AES(self.encryption_key), modes.CBC(iv)).encryptor()
            body = head + iv + encryptor.update(plain) + encryptor.finalize()
        return body + self._mac(body + high)

    def _mac(self, covered):
        return hmac.new(self.authentication_key, covered, "sha1" if self.suite == 1 else "sha256").digest()[:self.icv]

    def _gcm_seal(self, iv, plain, aad):
        nonce = self.encryption_key[-4:] + iv
        sealed = AESGCM(self.encryption_key[:-4]).encrypt(nonce, plain, aad)
        return sealed[:len(plain) + self.icv]

    def _gcm_open(self, iv, sealed, aad):
        nonce, tag = self.encryption_key[-4:] + iv, sealed[-self.icv:]
        mode = modes.GCM(nonce, tag, min_tag_length=self.icv)
        decryptor = Cipher(algorithms.AES(self.encryption_key[:-4]), mode).decryptor()
        decryptor.authenticate_additional_data(aad)
        return decryptor.update(sealed[:-self.icv]) + decryptor.finalize()

    def unprotect(self, packet, check_replay=True):
        """(sequence, next header, payload)."""
        if len(packet) < 8 + self.icv + 2:
            raise CryptoError("an ESP packet that is too short")
        sequence = struct.unpack_from("!I", packet, 4)[0]
        high = bytes(4) if self.esn else b""
        if check_replay and self._seen(sequence):
            raise CryptoError(f"ESP sequence {sequence} is a replay or too old")
        if self.suite in (12, 13):
            try:
                plain = self._gcm_open(packet[8:16], packet[16:], packet[:4] + high + packet[4:8])
            except InvalidTag:
                raise CryptoError("ESP ICV" + self._hint(packet)) from None
        else:
            body, icv = packet[:-self.icv], packet[-self.icv:]
            if not hmac.compare_digest(self._mac(body + high), icv):
                raise CryptoError("ESP ICV" + self._hint(packet))
            if self.suite == 7:
                plain = body[8:]
            else:
                decryptor = Cipher(algorithms.AES(self.encryption_key), modes.CBC(body[8:24])).decryptor()
                plain = decryptor.update(body[24:]) + decryptor.finalize()
        self._mark(sequence)
        pad, next_header = plain[-2], plain[-1]
        if pad + 2 > len(plain) or plain[len(plain) - 2 - pad:-2] != bytes(range(1, pad + 1)):
            raise CryptoError("ESP padding")
        return sequence, next_header, plain[:len(plain) - 2 - pad]

    def _hint(self, packet):
        """Says whether the other reading of section 3.3.6 would have verified."""
        other = EspSa(self.suite, self.spi, self.encryption_key, self.authentication_key, not self.esn)
        other._hint = lambda _: ""
        try:
            other.unprotect(packet, check_replay=False)
            return f" (it verifies with ESN {'on' if other.esn else 'off'})"
        except CryptoError:
            return ""

    def _seen(self, sequence):
        if sequence == 0 or sequence + 64 <= self.highest:
            return True
        return sequence <= self.highest and bool(self.window >> (self.highest - sequence) & 1)

    def _mark(self, sequence):
        if sequence > self.highest:
            self.window = (self.window << (sequence - self.highest) | 1) & (1 << 64) - 1
            self.highest = sequence
        elif sequence + 64 > self.highest:
            self.window |= 1 << (self.highest - sequence)
