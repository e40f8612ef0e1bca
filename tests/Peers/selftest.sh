#!/usr/bin/env bash
# Two Python peers in two network namespaces, which this script makes and removes: ./selftest.sh [FILTER]
# Needs root. The last line is "N passed, N failed".
set -uo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
peer="$here/hip_peer.py"
filter=${1:-}
a=hipa$$ b=hipb$$
work=$(mktemp -d)
passed=0 failed=0

cleanup() {
  ip netns del "$a" 2>/dev/null
  ip netns del "$b" 2>/dev/null
  rm -rf "$work"
}
trap cleanup EXIT

ip netns add "$a" && ip netns add "$b" || exit 1
ip link add va netns "$a" type veth peer name vb netns "$b"
for side in "$a va 1" "$b vb 2"; do
  read -r ns link number <<<"$side"
  ip -n "$ns" link set lo up
  ip -n "$ns" link set "$link" up
  ip -n "$ns" addr add "10.77.0.$number/24" dev "$link"
  ip -n "$ns" addr add "10.77.0.1$number/24" dev "$link"
  ip -n "$ns" addr add "fd77::$number/64" dev "$link" nodad
done
for kind in rsa p256 p384 ed25519; do
  for side in a b; do
    "$peer" --generate $kind --write-key "$work/$kind.$side" --print-hit >"$work/$kind.$side.hit"
  done
done

# run NAME WANT-INITIATOR WANT-RESPONDER KIND-INITIATOR KIND-RESPONDER COMMON -- INITIATOR -- RESPONDER
run() {
  local name=$1 want_i=$2 want_r=$3 ki=$4 kr=$5
  shift 5
  [[ -z $filter || $name == *$filter* ]] || return 0
  local part=0 common=() first=() second=() word
  for word in "$@"; do
    if [[ $word == -- ]]; then
      part=$((part + 1))
      continue
    fi
    case $part in 0) common+=("$word") ;; 1) first+=("$word") ;; 2) second+=("$word") ;; esac
  done
  local own=10.77.0.1 other=10.77.0.2
  [[ " ${common[*]} " == *" -6 "* ]] && own=fd77::1 other=fd77::2
  common=("${common[@]/#-6/--timeout=15}")
  ip netns exec "$b" "$peer" --role responder --local $other --key "$work/$kr.b" "${common[@]}" "${second[@]}" \
    >"$work/r.log" 2>&1 &
  local responder=$!
  until grep -qs ready "$work/r.log" || ! kill -0 $responder 2>/dev/null; do sleep 0.02; done
  ip netns exec "$a" "$peer" --role initiator --local $own --peer $other --peer-hit "$(<"$work/$kr.b.hit")" \
    --key "$work/$ki.a" "${common[@]}" "${first[@]}" >"$work/i.log" 2>&1
  local si=$?
  wait $responder
  local sr=$?
  if ((si == want_i && sr == want_r)); then
    passed=$((passed + 1))
    printf 'ok   %s\n' "$name"
  else
    failed=$((failed + 1))
    printf 'FAIL %s: initiator %d, responder %d\n' "$name" $si $sr
    tail -n 6 "$work/i.log" "$work/r.log" | cut -c1-400
  fi
}

good=(--expect associated,ping --do ping)
answers=(--expect associated,answered)

for ki in rsa p256 p384 ed25519; do
  for kr in rsa p256 p384 ed25519; do
    run "identities $ki to $kr" 0 0 $ki $kr --linger 0.1 -- "${good[@]}" -- "${answers[@]}"
  done
done
for group in 3 4 7 8 9 11; do
  run "DH group $group" 0 0 p256 p384 --dh-groups $group --linger 0.1 -- "${good[@]}" -- "${answers[@]}"
done
for cipher in 2 4; do
  for esp in 8 9 12 13; do
    run "HIP cipher $cipher, ESP suite $esp" 0 0 p256 rsa --ciphers $cipher --esp $esp --linger 0.1 \
      -- "${good[@]}" -- "${answers[@]}"
  done
done
run "clear HOST_ID" 0 0 rsa p256 --linger 0.1 -- "${good[@]}" --host-id clear -- "${answers[@]}"
run "IPv6" 0 0 rsa p384 -6 --linger 0.1 -- "${good[@]}" -- "${answers[@]}"
run "UDP" 0 0 p256 rsa --udp --linger 0.1 -- "${good[@]}" -- "${answers[@]}"
run "UDP over IPv6" 0 0 p256 rsa -6 --udp --linger 0.1 -- "${good[@]}" -- "${answers[@]}"
run "opportunistic" 0 0 p256 rsa --linger 0.1 -- "${good[@]}" --opportunistic -- "${answers[@]}"
run "echo in R1, K 12, domain" 0 0 p256 rsa --linger 0.1 -- "${good[@]}" --domain a@b.example -- "${answers[@]}" \
  --echo-r1 --k 12
run "256-bit GCM keys and ESN" 0 0 p256 p256 --gcm-key 256 --esn --linger 0.1 -- "${good[@]}" -- "${answers[@]}"
run "rekey" 0 0 p256 p384 -- --do ping,rekey,ping,rekey,ping,close --expect rekeyed:2,closed \
  -- --expect rekeyed:2,answered:3,closed
run "rekey with DH" 0 0 p384 rsa -- --do ping,rekey-dh,ping,rekey,ping,rekey-dh,ping,close \
  --expect rekeyed:3,closed -- --expect rekeyed:3,answered:4,closed
run "rekey by the responder" 0 0 p384 rsa -- --do sleep=1,ping,close --expect closed \
  -- --do rekey-dh,ping,rekey,ping --expect rekeyed:2,closed
run "rekey by both at once" 0 0 p384 p384 -- --do rekey,ping,sleep=1,ping --expect rekeyed \
  -- --do rekey,ping,sleep=1 --expect rekeyed,answered:2
run "echo in UPDATE" 0 0 p256 p256 -- --do echo,ping --expect echo-answered -- --do echo --expect echo-answered
run "initiator moves" 0 0 p256 p256 -- --do ping,move=10.77.0.11,sleep=0.3,ping,rekey,ping --expect moved \
  -- --expect peer-moved,answered:3
run "responder moves" 0 0 p256 p256 -- --do sleep=1,ping --expect peer-moved \
  -- --do wait=esp,move=10.77.0.12,sleep=0.5,ping --expect moved
run "new exchange over the old" 0 0 p256 p256 -- --do ping,connect,ping --expect associated:2 \
  -- --expect associated:2,answered:2
run "unknown optional parameter" 0 0 p256 p256 -- "${good[@]}" --misbehave unknown-optional -- "${answers[@]}"
run "the largest packet" 0 0 p256 p256 -- "${good[@]}" --misbehave max-size --misbehave-in I2 -- "${answers[@]}"

for bad in wrong-mac short-mac no-mac wrong-signature wrong-signature-algorithm empty-signature no-signature \
  wrong-checksum bad-order unknown-critical oversized-parameter truncated tiny length-long length-short wrong-type \
  version-1 wrong-puzzle wrong-i wrong-k wrong-opaque wrong-r1-counter dh-off-curve dh-zero dh-short dh-long \
  dh-empty dh-prefixed dh-wrong-group dh-lying-length null-cipher null-esp two-ciphers two-esp-suites \
  unoffered-cipher unoffered-esp garbled-encrypted short-encrypted old-spi wrong-keymat-index drop-65 drop-129 \
  drop-321 drop-513 drop-579 drop-2049 drop-4095; do
  run "I2 with $bad" 0 0 p256 p384 --timeout 2 -- --expect received-R1,not-associated --misbehave $bad \
    --misbehave-in I2 -- --expect sent-R1,not-associated --k 6
done
for bad in dh-one dh-minus-one dh-zero; do
  run "I2 with MODP $bad" 0 0 p256 p384 --timeout 2 --dh-groups 3 -- --expect received-R1,not-associated \
    --misbehave $bad -- --expect sent-R1,not-associated
done
for bad in forged-host-id hit-mismatch; do
  run "initiator with $bad" 0 0 p256 p384 --timeout 2 -- --expect received-R1,not-associated --misbehave $bad \
    -- --expect sent-R1,not-associated
done
for bad in wrong-signature no-signature bad-order unknown-critical version-1 truncated wrong-checksum dh-off-curve \
  dh-downgrade dh-empty null-cipher null-esp drop-257 drop-511 drop-513 drop-579 drop-705 drop-715 drop-2049 drop-4095; do
  run "R1 with $bad" 0 0 p256 p384 --timeout 2 -- --expect not-sent-I2,not-associated \
    -- --expect sent-R1,not-received-I2 --misbehave $bad --misbehave-in R1
done
for bad in wrong-mac wrong-signature no-mac no-signature old-spi wrong-keymat-index drop-65; do
  run "R2 with $bad" 0 0 p256 p384 --timeout 2 -- --expect sent-I2,not-associated \
    -- --expect sent-R2,not-esp --misbehave $bad --misbehave-in R2
done
for bad in replay-i2 replay-esp esp-bad-icv esp-bad-ciphertext esp-truncated esp-tiny esp-head-only esp-unknown-spi \
  esp-other-sequence esp-zero-sequence esp-old-sequence esp-spoof-checksum esp-spoof-inner esp-bad-padding \
  esp-next-header esp-dummy forged-update unsigned-update update-without-mac update-without-signature update-no-ids \
  update-replay update-wrong-spi update-used-index update-wrong-group update-bad-dh=off-curve \
  locator-lie=10.77.0.99 forged-close unsigned-close garbage replay-i2-twice; do
  run "step $bad" 0 0 p256 p384 --linger 0.1 -- --do ping --misbehave $bad --expect ping -- --expect answered \
    --linger 2.5
done

printf '%d passed, %d failed\n' $passed $failed
((failed == 0 && passed > 0))
