#!/usr/bin/env bash
# Two hipd in two network namespaces over a veth pair, measured; and OpenHIP beside them, if its folder is given.
#   sudo tools/bench/hipd.sh [--seconds N] [--runs N] [--openhip FOLDER]
# FOLDER holds lab.sh, which brings two OpenHIP daemons up in the namespaces oha and ohb and takes them down again:
# lab.sh up FOLDER-OF-PROGRAMS KIND-OF-KEY, and lab.sh down.
# Prints tables in Markdown: medians and the range of the runs; then what 4000 hosts at once make of one hipd. Removes what it made, whatever happens.
set -euo pipefail

seconds=5 runs=3 openhip=
while (($# > 0)); do
  case $1 in
    --seconds) seconds=$2 && shift 2 ;;
    --runs) runs=$2 && shift 2 ;;
    --openhip) openhip=$2 && shift 2 ;;
    *) sed -n '2,6s/^# //p' "$0" >&2 && exit 2 ;;
  esac
done
((EUID == 0)) || { echo "hipd.sh: needs root for network namespaces" >&2 && exit 4; }
for program in ip ping iperf3 python3; do
  command -v "$program" >/dev/null || { echo "hipd.sh: $program is missing" >&2 && exit 4; }
done

root=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
dotnet build "$root/HipStack/hipd" -c Release -v q --nologo >/dev/null
dotnet build "$root/tools/hiper" -c Release -v q --nologo >/dev/null
hipd=$root/artifacts/bin/hipd/release/hipd hiper=$root/artifacts/bin/hiper/release/hiper
work=$(mktemp -d) left=hb$$a right=hb$$b pids=()

clean() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  ip netns del "$left" 2>/dev/null || true
  ip netns del "$right" 2>/dev/null || true
  rm -rf "$work"
}
trap clean EXIT

ip netns add "$left" && ip netns add "$right"
ip link add hbv0 netns "$left" type veth peer name hbv1 netns "$right"
ip -n "$left" addr add 10.99.0.1/24 dev hbv0 && ip -n "$right" addr add 10.99.0.2/24 dev hbv1
for ns in "$left:hbv0" "$right:hbv1"; do
  ip -n "${ns%:*}" link set lo up
  ip -n "${ns%:*}" link set "${ns#*:}" up
done

hit() { "$hiper" key show "$1" --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["hit"])'; }
lsi() { python3 -c 'import ipaddress, sys
b = ipaddress.ip_address(sys.argv[1]).packed; print("1.%d.%d.%d" % tuple(b[13:]))' "$1"; }
median() { sort -g | awk '{ v[NR] = $1 } END { if (NR) printf "%s (%s to %s)", v[int((NR + 1) / 2)], v[1], v[NR] }'; }
rss() { awk '/VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$1/status"; }
ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }

"$hiper" key new --type p256 --out "$work/a.key" >/dev/null
"$hiper" key new --type p256 --out "$work/b.key" >/dev/null
a=$(hit "$work/a.key") b=$(hit "$work/b.key")
configure() { # NAME PEER-HIT PEER-ADDRESS ENCAPSULATION SUITE
  cat >"$work/$1.yaml" <<EOF
identities: [{key: $1.key}]
policy: {mode: listed}
transport: {prefer: $4}
associations: {esp_suites: [$5]}
hosts: [{hit: "$2", name: peer, addresses: [$3]}]
control: {socket: $work/$1.sock}
EOF
}

throughput() { # NAMESPACE TARGET SERVER-NAMESPACE [iperf options]: Mbit/s
  local client=$1 target=$2 server=$3
  shift 3
  ip netns exec "$server" iperf3 -s -1 -B "$target" >/dev/null 2>&1 &
  local pid=$!
  for _ in $(seq 50); do
    ip netns exec "$server" ss -Htln "sport = :5201" | grep -q . && break
    sleep 0.1
  done
  ip netns exec "$client" iperf3 -c "$target" -t "$seconds" -J "$@" |
    python3 -c 'import json, sys; print(round(json.load(sys.stdin)["end"]["sum_received"]["bits_per_second"] / 1e6))'
  wait "$pid" || true
}

measure() { # ENCAPSULATION SUITE
  configure a "$b" 10.99.0.2 "$1" "$2" && configure b "$a" 10.99.0.1 "$1" "$2"
  ip netns exec "$left" "$hipd" --config "$work/a.yaml" 2>"$work/a.log" & local first=$!
  ip netns exec "$right" "$hipd" --config "$work/b.yaml" 2>"$work/b.log" & local second=$!
  pids=("$first" "$second")
  for _ in $(seq 100); do
    [[ -S $work/a.sock && -S $work/b.sock ]] && break
    sleep 0.1
  done
  sleep 1

  local exchanges="$work/bex" trips="$work/rtt" rates="$work/rate" rates4="$work/rate4"
  : >"$exchanges" && : >"$rates" && : >"$rates4"
  for _ in $(seq 20); do
    "$hiper" hip rst peer --socket "$work/a.sock" >/dev/null || true
    sleep 0.2
    "$hiper" hip ping peer --count 1 --json --socket "$work/a.sock" |
      python3 -c 'import json, sys
d = json.load(sys.stdin); r = (d.get("replies") or [d])[0]
if r.get("base_exchange_seconds"): print(round(r["base_exchange_seconds"] * 1000, 2))' >>"$exchanges" || true
  done
  ip netns exec "$left" ping -c 100 -i 0.01 -q "$b" | awk -F/ '/rtt/ { print $5 }' >"$trips"
  local before=$(($(ticks "$first") + $(ticks "$second"))) moved=0 rate
  for _ in $(seq "$runs"); do
    rate=$(throughput "$left" "$b" "$right")
    echo "$rate" >>"$rates"
    moved=$((moved + rate * seconds / 8))
  done
  local spent=$(($(ticks "$first") + $(ticks "$second") - before))
  for _ in $(seq "$runs"); do throughput "$left" "$(lsi "$b")" "$right" >>"$rates4"; done
  printf '| hipd, %s, %s | %s | %s | %s | %s | %s | %s MB |\n' "$1" "$2" "$(median <"$exchanges")" \
    "$(cat "$trips")" "$(median <"$rates")" "$(median <"$rates4")" \
    "$(python3 -c "print(round($spent / 100 / ($moved / 1000), 1) if $moved else '-')")" "$(rss "$first")"
  kill "$first" "$second"
  wait "$first" "$second" 2>/dev/null || true
  pids=()
}

echo "| | base exchange, ms | RTT, ms | TCP over HIT, Mbit/s | TCP over LSI, Mbit/s | CPU s/GB | resident |"
echo "|---|---|---|---|---|---|---|"
printf '| bare veth | | %s | | %s | | |\n' \
  "$(ip netns exec "$left" ping -c 100 -i 0.01 -q 10.99.0.2 | awk -F/ '/rtt/ { print $5 }')" \
  "$(throughput "$left" 10.99.0.2 "$right")"
measure raw aes-128-gcm-16
measure udp aes-128-gcm-16
measure raw aes-128-cbc-sha256

crowd() { # how fast hosts get in, and what each costs the daemon
  dotnet build "$root/tools/bench" -c Release -v q --nologo >/dev/null
  cat >"$work/b.yaml" <<EOF
identities: [{key: b.key}]
policy: {mode: any}
control: {socket: $work/b.sock}
EOF
  rm -f "$work/b.sock"
  ip netns exec "$right" "$hipd" --config "$work/b.yaml" 2>"$work/b.log" & pids=("$!")
  for _ in $(seq 100); do
    [[ -S $work/b.sock ]] && break
    sleep 0.1
  done
  sleep 1
  for last in $(seq 10 209); do ip -n "$left" addr add "10.99.0.$last/24" dev hbv0; done
  local before result
  before=$(rss "${pids[0]}")
  echo
  echo "| hosts that meet one hipd | exchanges in a second | resident before | resident after |"
  echo "|---|---|---|---|"
  for first in 10 60 110 160; do
    result=$(ip netns exec "$left" "$root/artifacts/bin/bench/release/bench" crowd 10.99.0.2 "$b" "10.99.0.$first" 50 20)
    read -r opened _ rate <<<"$result"
    sleep 2
    echo "| $opened more | $rate | $before MB | $(rss "${pids[0]}") MB |"
    before=$(rss "${pids[0]}")
  done
  kill "${pids[0]}"
  wait "${pids[0]}" 2>/dev/null || true
  pids=()
}

if [[ -n $openhip ]]; then
  "$openhip/lab.sh" up "$openhip/src" RSA >"$work/openhip.log" 2>&1
  sleep 6
  target=$(ip -n ohb -4 addr show hip0 | grep -o '1\.[0-9.]*/8' | cut -d/ -f1 | head -1)
  ip netns exec oha ping -c 3 -q "$target" >/dev/null || true
  : >"$work/rate4"
  for _ in $(seq "$runs"); do throughput oha "$target" ohb >>"$work/rate4"; done
  printf '| OpenHIP | | %s | | %s | | |\n' \
    "$(ip netns exec oha ping -c 100 -i 0.01 -q "$target" | awk -F/ '/rtt/ { print $5 }')" "$(median <"$work/rate4")"
  "$openhip/lab.sh" down >/dev/null 2>&1 || true
fi
crowd
