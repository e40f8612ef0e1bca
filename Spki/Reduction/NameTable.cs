using System.Runtime.InteropServices;
using HiperNet.Spki.Names;

namespace HiperNet.Spki.Reduction;

/// <summary>
/// The local names that a search has met: what they are known to mean, and which walks wait for more. Only
/// definitions that end in a key make a binding, so names that are defined by themselves lead nowhere, and end.
/// </summary>
internal sealed class NameTable
{
    private readonly Dictionary<LocalName, Entry> entries = [];
    private readonly Queue<LocalName> demanded = new();

    /// <summary>The next name whose definitions have not been looked at yet.</summary>
    public bool TryTakeDemanded(out LocalName name) => demanded.TryDequeue(out name);

    /// <summary>Adds a waiter.</summary>
    /// <returns>What the name is known to mean already.</returns>
    public IReadOnlyList<BindingFact> Wait(LocalName name, NameWaiter waiter)
    {
        ref Entry? entry = ref CollectionsMarshal.GetValueRefOrAddDefault(entries, name, out bool known);
        entry ??= new Entry([], []);
        if (!known)
        {
            demanded.Enqueue(name);
        }

        entry.Waiters.Add(waiter);
        return entry.Bindings;
    }

    /// <summary>Settles a binding.</summary>
    /// <returns>Who waited for it; nobody if it was settled before.</returns>
    public IReadOnlyList<NameWaiter> Settle(BindingFact binding)
    {
        Entry entry = entries[binding.Name];
        if (entry.Bindings.Exists(known => known.Key == binding.Key))
        {
            return [];
        }

        entry.Bindings.Add(binding);
        return entry.Waiters;
    }

    private sealed record Entry(List<BindingFact> Bindings, List<NameWaiter> Waiters);
}
