using System.Net;
using HiperNet.HipStack.Association;

namespace HiperNet.HipStack.Tests.Simulation;

/// <summary>One run: a storm of events and faults, then a calm in which every host must find its peers again.</summary>
internal static class SimScript
{
    private const int StormMilliseconds = 25_000;
    private static readonly TimeSpan CalmTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OfferInterval = TimeSpan.FromMilliseconds(1000);

    /// <returns>How many HIP packets were sent.</returns>
    public static long Run(ulong seed)
    {
        using SimWorld world = new(seed);
        try
        {
            Play(world);
        }
        catch (Exception failure) when (failure is not SimFailedException)
        {
            world.Fail(failure.ToString());
        }

        return world.Packets;
    }

    private static void Play(SimWorld world)
    {
        Grant(world);
        List<(SimNode From, SimNode To)> flows = Flows(world);
        foreach ((SimNode from, SimNode to) in flows)
        {
            // Every other run they all begin at once.
            TimeSpan start = world.Random.Percent(50) ? TimeSpan.Zero : world.Random.Between(0, 5000);
            world.Later(start, node: null, () => Keep(world, from, to));
        }

        int events = world.Random.Below(10);
        for (int i = 0; i < events; i++)
        {
            world.Later(world.Random.Between(0, StormMilliseconds), node: null, () => Happen(world));
        }

        for (int i = world.Random.Percent(50) ? 100 : 0; i > 0; i--)
        {
            world.Later(world.Random.Between(0, StormMilliseconds), node: null, world.Replay);
        }

        world.Run(TimeSpan.FromMilliseconds(StormMilliseconds + 5000));
        world.Calm();
        world.Run(CalmTime);
        AskThatAllIsWell(world, flows);
        AskThatNothingIsLeft(world);
    }

    private static void Grant(SimWorld world)
    {
        foreach (SimNode node in world.Nodes)
        {
            foreach (SimNode peer in world.Nodes.Where(peer => peer != node))
            {
                node.Rights[peer.Hit] = world.Random.Below(12) switch
                {
                    0 => TimeSpan.Zero,
                    1 => world.Random.Between(1000, StormMilliseconds),
                    _ => TimeSpan.MaxValue,
                };
            }
        }
    }

    private static List<(SimNode From, SimNode To)> Flows(SimWorld world)
    {
        List<(SimNode, SimNode)> flows = [];
        for (int i = 0; i < world.Nodes.Count; i++)
        {
            for (int j = i + 1; j < world.Nodes.Count; j++)
            {
                if (j == i + 1 || world.Random.Percent(30))
                {
                    flows.Add((world.Nodes[i], world.Nodes[j]));
                    flows.Add((world.Nodes[j], world.Nodes[i]));
                }
            }
        }

        return flows;
    }

    /// <summary>An application that speaks again and again.</summary>
    private static void Keep(SimWorld world, SimNode from, SimNode to)
    {
        from.Offer(to);
        if (from.StopsOffering)
        {
            return;
        }

        world.Later(OfferInterval, node: null, () => Keep(world, from, to));
    }

    private static void Happen(SimWorld world)
    {
        if (world.IsCalm)
        {
            return;
        }

        SimRandom random = world.Random;
        SimNode node = world.Nodes[random.Below(world.Nodes.Count)];
        int other = world.Nodes.IndexOf(node) + 1 + random.Below(world.Nodes.Count - 1);
        SimNode peer = world.Nodes[other % world.Nodes.Count];
        int kind = random.Below(12);
        world.Note(node, $"event {kind} with {peer}");
        switch (kind)
        {
            case 0:
                node.Reboot();
                break;
            case 1:
                node.UseAddresses(node.NewAddress());
                break;
            case 2:
                node.UseAddresses(node.NewAddress());
                peer.UseAddresses(peer.NewAddress());
                break;
            case 3:
                Lose(world, node);
                break;
            case 4:
                world.Cut(node, peer, random.Between(100, 12_000));
                break;
            case 5:
                node.Nat?.Rebind();
                break;
            case 6:
                node.Engine.Rekey(world.Now, node.KeyTo(peer));
                peer.Engine.Rekey(world.Now, peer.KeyTo(node));
                peer.Drain();
                break;
            case 7:
                node.Engine.Close(world.Now, node.KeyTo(peer), EndReason.LocalClose);
                break;
            case 8:
                Revoke(world, node, peer);
                break;
            case 9:
                node.Engine.RenewChain(world.Now, node.KeyTo(peer), world.ChainOf(node, peer));
                break;
            case 10:
                node.UseAddresses([node.NewAddress(), .. node.Addresses]);
                break;
            default:
                node.Engine.Ping(world.Now, node.KeyTo(peer), 1);
                break;
        }

        node.Drain();
    }

    /// <summary>For a while a host has no address at all.</summary>
    private static void Lose(SimWorld world, SimNode node)
    {
        IPAddress[] addresses = [.. node.Addresses];
        node.UseAddresses();
        world.Later(world.Random.Between(10, 3000), node: null, () =>
        {
            if (node.Addresses.Count == 0)
            {
                node.UseAddresses(addresses.Length == 0 ? [node.NewAddress()] : addresses);
            }
        });
    }

    private static void Revoke(SimWorld world, SimNode node, SimNode peer)
    {
        node.Rights[peer.Hit] = TimeSpan.Zero;
        node.Engine.Revoke(world.Now, node.KeyTo(peer), "revoked");
        if (world.Random.Percent(70))
        {
            world.Later(world.Random.Between(10, 5000), node: null, () => node.Rights[peer.Hit] = TimeSpan.MaxValue);
        }
    }

    private static void AskThatAllIsWell(SimWorld world, List<(SimNode From, SimNode To)> flows)
    {
        foreach (SimNode node in world.Nodes)
        {
            node.Received.Clear();
        }

        world.Run(TimeSpan.FromSeconds(6));
        foreach ((SimNode from, SimNode to) in flows)
        {
            bool mayBoth = from.Rights[to.Hit] == TimeSpan.MaxValue && to.Rights[from.Hit] == TimeSpan.MaxValue;
            if (mayBoth)
            {
                world.Require(
                    to.Received.GetValueOrDefault(from.Hit) > 0, $"no data from {from} to {to} in the calm");
            }
            else
            {
                world.Require(
                    to.Rights[from.Hit] == TimeSpan.MaxValue || to.Received.GetValueOrDefault(from.Hit) == 0,
                    $"{from} speaks with {to} without a right");
                world.Require(
                    from.Nat is not null || to.Nat is not null || from.Ended.ContainsKey(from.KeyTo(to)),
                    $"{from} was not told why not {to}");
            }
        }
    }

    private static void AskThatNothingIsLeft(SimWorld world)
    {
        foreach (SimNode node in world.Nodes)
        {
            foreach (SimNode peer in world.Nodes)
            {
                node.Engine.Close(world.Now, node.KeyTo(peer), EndReason.LocalClose);
                node.Rights[peer.Hit] = TimeSpan.Zero;
            }

            node.Drain();
        }

        foreach (SimNode node in world.Nodes)
        {
            node.StopsOffering = true;
        }

        world.Run(TimeSpan.FromMinutes(5));
        foreach (SimNode node in world.Nodes)
        {
            world.Require(
                node.Engine.Count == 0,
                $"{node} keeps {string.Join(';', node.Engine.View().Select(view => view.State))}");
            world.Require(node.Engine.Context.SpiCount == 0, $"{node} keeps {node.Engine.Context.SpiCount} SPIs");
            world.Packets += node.Engine.Counters.Sent;
            world.Require(node.Engine.NextDeadline is null, $"{node} waits for something");
            world.Require(node.Inbound.Count == 0 && node.Outbound.Count == 0, $"{node} keeps SAs");
        }
    }
}
