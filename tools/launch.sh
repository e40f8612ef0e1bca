# Shared by the launchers ./hiper and ./test; sourced, never run. Needs: root (the repository), me (the caller's name).
# shellcheck shell=bash

readonly exit_environment=4

# A closed standard stream would be taken by the next file that anything opens, bash's own script first of all;
# reading it could wait forever.
guard_streams() {
  is_open 0 || exec 0</dev/null
  is_open 1 || exec 1>/dev/full
  is_open 2 || exec 2>/dev/null
}

is_open() { [[ -e /proc/self/fd/$1 && ! /proc/self/fd/$1 -ef ${BASH_SOURCE[-1]} ]]; }

# Ends the launcher: one line for a person, and one of JSON where the command line asked for it.
die() {
  printf '%s: %s\n' "$me" "$1" >&2
  if [[ ${wants_json:-no} == yes ]]; then
    printf '{"version":1,"status":"environment","error":"%s"}\n' "${1//\"/\\\"}"
  fi
  exit "$exit_environment"
}

# The SDK comes from Microsoft's or the distribution's packages; there is no one command that fits every machine.
need_dotnet() {
  command -v dotnet >/dev/null || die 'the .NET 10 SDK is missing (package dotnet-sdk-10.0); install it and try again'
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
}

# need_packages PROGRAM=PACKAGE...: installs the packages whose program, or file if it has a slash, is missing; or says
# which they are.
need_packages() {
  local pair
  local -a missing=()
  for pair in "$@"; do
    command -v "${pair%%=*}" >/dev/null || [[ $pair == */*=* && -e ${pair%%=*} ]] || missing+=("${pair#*=}")
  done
  ((${#missing[@]} > 0)) || return 0
  ((EUID == 0)) || die "missing Debian packages: ${missing[*]}; install them, or run this once as root"
  printf '%s: installing %s\n' "$me" "${missing[*]}" >&2
  {
    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${missing[@]}"
  } </dev/null >&2 || die "cannot install ${missing[*]}"
}

# build PROJECT...: Release, quiet unless it fails, one build at a time in this tree, no process left behind.
build() {
  local log="$root/artifacts/build.log" project
  mkdir -p "$root/artifacts"
  exec {lock}>"$root/artifacts/build.lock"
  flock "$lock"
  for project in "$@"; do
    # The lock is not handed on: a process that outlived the build would hold it.
    if ! dotnet build "$root/$project" -c Release -v q --disable-build-servers \
      </dev/null >"$log" 2>&1 {lock}>&-; then
      grep -E 'error|warning' "$log" | sort -u | head -40 >&2 || cat "$log" >&2
      die "the build of $project failed; all of its output is in artifacts/build.log"
    fi
  done
  exec {lock}>&-
}
