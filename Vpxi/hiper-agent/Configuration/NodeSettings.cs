using System.Net;

namespace HiperNet.Agent.Configuration;

/// <summary>How nodes are made.</summary>
/// <param name="Underlay">The IPv4 prefix of the nodes' addresses.</param>
/// <param name="Root">The root of nodes that ask for no image.</param>
/// <param name="Images">Roots by the names of images.</param>
/// <param name="Hipd">The folder of hipd, which is copied into every node.</param>
/// <param name="Ssh">Whether users reach nodes by ssh, where the root has an sshd.</param>
internal sealed record NodeSettings(
    IPNetwork Underlay, string Root, IReadOnlyDictionary<string, string> Images, string Hipd, bool Ssh);
