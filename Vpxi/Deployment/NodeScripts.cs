namespace HiperNet.Vpxi.Deployment;

/// <summary>What the shell does on the way from this program to a node's command.</summary>
internal static class NodeScripts
{
    /// <summary>
    /// Waits for leave, so that the journal knows the process before it does anything; without leave, because this
    /// program has been killed, it ends. What makes the node is the last that a lack of memory kills; its command is
    /// not. Arguments: the file for what goes wrong, control groups, "--", what to run.
    /// </summary>
    public const string Launch = """
        read -r leave || exit 1
        [ "$leave" = go ] || exit 1
        exec </dev/null >"$1" 2>&1
        shift
        while [ "$1" != -- ]; do
          echo $$ >"$1/cgroup.procs" || exit 1
          shift
        done
        shift
        echo -999 >/proc/self/oom_score_adj
        exec "$@"
        """;

    /// <summary>
    /// The first process of a node: makes its root, leaves the machine's, starts hipd and the command, and waits. All
    /// its mounts are in its own mount namespace and go with it. Nothing is written through a link of the root before
    /// the machine's root is out of sight: files wait in a folder that only this script can have made.
    /// Arguments: its folder, the state folder, its root, octets to write, host name; how many files, for each of them
    /// source, target and mode; hipd's program (or nothing), configuration and socket; how many variables, each of them
    /// with its value; the command. The variables are the plan's, and must not rule programs outside of the node.
    /// </summary>
    public const string Init = """
        set -eu
        own=$1 state=$2 lower=$3 size=$4 name=$5 files=$6
        shift 6
        exec 3>>"$own/status"
        memory=$own/mount root=$own/mount/root
        mount -t tmpfs -o "size=$size,mode=755" hiper "$memory"
        mkdir "$memory/upper" "$memory/work" "$root" "$memory/run" "$memory/tmp" "$memory/shm"
        chmod 1777 "$memory/tmp" "$memory/shm"
        mount -t overlay -o "lowerdir=$lower,upperdir=$memory/upper,workdir=$memory/work" hiper "$root"
        for folder in proc sys dev run tmp etc; do
          if [ -L "$root/$folder" ]; then
            echo "/$folder of the root is a symbolic link" >&2
            exit 1
          fi
          mkdir -p "$root/$folder"
        done
        mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
        mount -t sysfs -o ro,nosuid,nodev,noexec sysfs "$root/sys"
        mount --bind "$memory/run" "$root/run"
        mount --bind "$memory/tmp" "$root/tmp"
        if [ -d "$root$state" ]; then
          mount -t tmpfs -o size=4k,mode=700 hidden "$root$state"
        fi
        mount -t tmpfs -o size=64k,mode=755,nosuid dev "$root/dev"
        mkdir "$root/dev/pts" "$root/dev/shm" "$root/dev/net"
        mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
        mount --bind "$memory/shm" "$root/dev/shm"
        ln -s pts/ptmx "$root/dev/ptmx"
        ln -s /proc/self/fd "$root/dev/fd"
        ln -s /proc/self/fd/0 "$root/dev/stdin"
        ln -s /proc/self/fd/1 "$root/dev/stdout"
        ln -s /proc/self/fd/2 "$root/dev/stderr"
        for device in null zero full random urandom tty net/tun; do
          if [ -e "/dev/$device" ]; then
            : >"$root/dev/$device"
            mount --bind "/dev/$device" "$root/dev/$device"
          fi
        done
        stage=/.hiper
        mkdir -m 700 "$root$stage" "$root$stage/machine"
        cp "$own/hosts" "$own/hostname" "$root$stage"
        at=0
        for each in "$@"; do
          if [ "$at" -lt $((files * 3)) ] && [ $((at % 3)) -eq 0 ]; then
            cp "$each" "$root$stage/$at"
          fi
          at=$((at + 1))
        done
        hostname "$name"
        cd "$root"
        pivot_root . ".$stage/machine"
        cd /
        umount -l "$stage/machine"
        rm -f /etc/hosts /etc/hostname
        cp "$stage/hosts" "$stage/hostname" /etc
        at=0
        while [ "$at" -lt $((files * 3)) ]; do
          mkdir -p "$(dirname "$2")"
          cp "$stage/$at" "$2"
          chmod "$3" "$2"
          shift 3
          at=$((at + 3))
        done
        rmdir "$stage/machine"
        rm -rf "$stage"
        mkdir -p /var/log
        mortal() {
          echo 0 >/proc/self/oom_score_adj
          exec "$@" 3>&-
        }
        hipd=$1 configuration=$2 socket=$3 daemon=
        shift 3
        if [ -n "$hipd" ]; then
          mkdir -p "$(dirname "$socket")"
          mortal "$hipd" --config "$configuration" >/var/log/hipd.log 2>&1 &
          daemon=$!
          left=600
          until [ -S "$socket" ]; do
            if ! kill -0 "$daemon" 2>/dev/null || [ "$left" -eq 0 ]; then
              echo "hipd does not come up: $(tail -n 1 /var/log/hipd.log)" >&2
              exit 1
            fi
            left=$((left - 1))
            sleep 0.05
          done
        fi
        variables=$1
        shift
        while [ "$variables" -gt 0 ]; do
          export "$1"
          shift
          variables=$((variables - 1))
        done
        if ! command -v "$1" >/dev/null; then
          echo "there is no program $1 in the node" >&2
          exit 127
        fi
        echo ready >&3
        set +e
        mortal "$@" >/var/log/node.log 2>&1 &
        job=$!
        trap 'kill -TERM "$job" 2>/dev/null' TERM
        wait "$job"
        code=$?
        while kill -0 "$job" 2>/dev/null; do
          wait "$job"
          code=$?
        done
        echo "ended $code" >&3
        if [ -n "$daemon" ]; then
          kill -TERM "$daemon" 2>/dev/null
          wait "$daemon"
        fi
        exit 0
        """;
}
