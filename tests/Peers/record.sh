#!/usr/bin/env bash
# Records exchanges of two Python peers, with their secrets: ./record.sh FOLDER
# Each is made in two network namespaces of its own and recomputed before it is kept. Needs root.
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
peer="$here/hip_peer.py"
out=${1:?a folder}
a=hipra$$ b=hiprb$$
work=$(mktemp -d)

cleanup() {
  ip netns del "$a" 2>/dev/null
  ip netns del "$b" 2>/dev/null
  rm -rf "$work"
}
trap cleanup EXIT

ip netns add "$a"
ip netns add "$b"
ip link add va netns "$a" type veth peer name vb netns "$b"
for side in "$a va 1" "$b vb 2"; do
  read -r ns link number <<<"$side"
  ip -n "$ns" link set lo up
  ip -n "$ns" link set "$link" up
  ip -n "$ns" addr add "192.0.2.$number/24" dev "$link"
  ip -n "$ns" addr add "2001:db8::$number/64" dev "$link" nodad
done

# record NAME KIND-INITIATOR KIND-RESPONDER FAMILY [OPTION...]
record() {
  local name=$1 ki=$2 kr=$3 family=$4 own=192.0.2.1 other=192.0.2.2
  shift 4
  [[ $family == 4 ]] || own=2001:db8::1 other=2001:db8::2
  hit=$("$peer" --generate "$kr" --write-key "$work/key" --print-hit)
  ip netns exec "$b" "$peer" --role responder --local $other --key "$work/key" --k 10 "$@" \
    --expect associated,closed --timeout 30 >"$work/log" &
  until grep -qs ready "$work/log"; do sleep 0.05; done
  ip netns exec "$a" "$peer" --role initiator --local $own --peer $other --peer-hit "$hit" --generate "$ki" "$@" \
    --do ping=2,rekey,ping,rekey-dh,ping,close --expect rekeyed:2,closed --timeout 30 --record "$work/record" --quiet
  wait $!
  "$peer" --check-recording "$work/record" >"$work/check" || { grep '"ok": false' "$work/check"; exit 1; }
  mkdir -p "$out"
  mv "$work/record" "$out/$name.json"
}

record p384-gcm16 p384 p384 4 --dh-groups 8 --ciphers 4 --esp 13
record ed25519-gcm8 ed25519 ed25519 4 --dh-groups 9 --ciphers 2 --esp 12
record ed25519-p384-udp ed25519 p384 4 --udp --dh-groups 7 --esp 13
record p384-rsa-ipv6 p384 rsa 6 --dh-groups 4 --ciphers 4 --esp 9
record p256-ed25519-udp-ipv6 p256 ed25519 6 --udp --dh-groups 11 --ciphers 2 --esp 12
record p256-modp1536 p256 p384 4 --dh-groups 3 --ciphers 2 --esp 8
