using System.Diagnostics.CodeAnalysis;
using HiperNet.Vpxi.Planning.Pools;

namespace HiperNet.Registrar.Infrastructures;

/// <summary>Nodes are the same if they are on the same resource, whenever and with whatever.</summary>
internal sealed class Places : IEqualityComparer<NodeGrant>
{
    public static Places Same { get; } = new();

    public bool Equals(NodeGrant? x, NodeGrant? y) => x?.Node == y?.Node && x?.Resource == y?.Resource;

    public int GetHashCode([DisallowNull] NodeGrant obj) => HashCode.Combine(obj.Node, obj.Resource);
}
