using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using HiperNet.Spki.Certs;
using HiperNet.Spki.Discovery;
using HiperNet.Spki.Reduction;
using HiperNet.Spki.Revocation;
using HiperNet.Spki.Sexp;
using HiperNet.Testing;
using Property = HiperNet.Testing.Property;

namespace HiperNet.Spki.Tests.Reduction;

/// <summary>What holds for every small world.</summary>
[TestClass]
public sealed class DecisionPropertyTests
{
    private const int Worlds = 1_500;

    private static Gen<(SmallWorld World, FuzzSource Source)> WorldAndSource { get; } =
        from world in SmallWorldGen.Any
        from seed in Gen.Choose(0, int.MaxValue)
        select (world, new FuzzSource((ulong)seed));

    private static Decision Decide(SmallWorld world, CertificatePool pool) =>
        Decider.Decide(world.Query(), pool, new RevocationState());

    private static (bool IsGranted, SpkiTime Until, DenialReason? Reason) Answer(Decision decision) =>
        (decision.IsGranted, decision.Until, decision.Denial?.Reason);

    private static List<T> Shuffle<T>(IEnumerable<T> items, FuzzSource source)
    {
        List<T> shuffled = [.. items];
        for (int i = shuffled.Count - 1; i > 0; i--)
        {
            int other = source.Below(i + 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled;
    }

    [TestMethod]
    public void The_order_of_the_pool_plays_no_part() => Property.Check(
        WorldAndSource,
        sample =>
        {
            (SmallWorld world, FuzzSource source) = sample;
            Decision shuffled = Decide(world, SmallWorld.PoolOf(Shuffle(world.Certificates, source)));
            Assert.AreEqual(Answer(world.Decide()), Answer(shuffled), world.ToString());
        },
        Worlds);

    /// <summary>Several chains are equally faulty here, and some end with the same certificate.</summary>
    [TestMethod]
    public void The_order_of_the_pool_does_not_choose_between_equal_faults()
    {
        SmallSubject.Key[] keys =
            [.. Enumerable.Range(0, SmallWorld.Keys).Select(number => new SmallSubject.Key(number))];
        SmallDelegation any = SmallDelegation.Any;
        SmallWorld world = new(
            [
                new(2, null, keys[0], any, 3, null, null),
                new(3, null, new SmallSubject.Threshold(3, [keys[0], keys[2], keys[4]]), new(false, 8), 3, null, null),
                new(4, null, keys[1], new(false, 30), 0, null, 4),
                new(3, null, keys[1], new(false, 15), 2, null, null),
                new(
                    4, null, new SmallSubject.Threshold(2, [new SmallSubject.Keyholder(keys[1]), keys[0], keys[2]]),
                    any, 0, null, null),
                new(0, null, keys[3], any, 3, null, 5),
                new(
                    1, null, new SmallSubject.Threshold(2, [keys[1], new SmallSubject.Threshold(1, [keys[4]])]),
                    SmallDelegation.None, 5, null, 7),
                new(SmallWorld.Acl, null, keys[0], any, 0, null, 8),
                new(SmallWorld.Acl, null, keys[4], any, 0, 3, 8),
                new(SmallWorld.Acl, null, keys[0], any, 0, null, null),
                new(3, null, keys[4], any, 0, 3, null),
                new(1, null, keys[2], SmallDelegation.None, 0, null, 4),
            ],
            Root: 0,
            new SmallParty('k', 2),
            Request: 1);

        for (int first = 0; first < world.Certificates.Length; first++)
        {
            for (int second = first; second < world.Certificates.Length; second++)
            {
                SmallCertificate[] swapped = [.. world.Certificates];
                (swapped[first], swapped[second]) = (swapped[second], swapped[first]);
                Assert.AreEqual(Answer(world.Decide()), Answer(Decide(world, SmallWorld.PoolOf(swapped))));
                Array.Reverse(swapped);
                Assert.AreEqual(Answer(world.Decide()), Answer(Decide(world, SmallWorld.PoolOf(swapped))));
            }
        }
    }

    [TestMethod]
    public void A_certificate_more_never_takes_a_right_away_nor_shortens_it() => Property.Check(
        SmallWorldGen.Any,
        world =>
        {
            Decision all = world.Decide();
            for (int i = 0; i < world.Certificates.Length; i++)
            {
                Decision fewer = world.Without(i).Decide();
                Assert.IsTrue(
                    !fewer.IsGranted || (all.IsGranted && all.Until >= fewer.Until), $"{fewer}, {all}\n{i} of {world}");
            }
        },
        Worlds / 3);

    [TestMethod]
    public void A_pool_that_was_changed_answers_like_a_new_one() => Property.Check(
        WorldAndSource,
        sample =>
        {
            (SmallWorld world, FuzzSource source) = sample;
            CertificatePool pool = SmallWorld.PoolOf(world.Certificates);
            HashSet<int> present = [.. Enumerable.Range(0, world.Certificates.Length)];
            for (int change = 0; change < 6; change++)
            {
                int i = source.Below(world.Certificates.Length);
                SmallCertificate small = world.Certificates[i];
                if (small.Issuer != SmallWorld.Acl)
                {
                    (Certificate certificate, Signature signature) = SmallWorld.Sign(small);
                    bool wasThere = pool.Remove(certificate.Id);
                    present.RemoveWhere(other => world.Certificates[other] == small);
                    if (!wasThere)
                    {
                        pool.Add(certificate, signature);
                        present.Add(i);
                    }
                }

                List<SmallCertificate> now = [.. present.Select(at => world.Certificates[at])];
                Assert.AreEqual(
                    Answer(Decide(world, SmallWorld.PoolOf(now))), Answer(Decide(world, pool)), world.ToString());
            }
        },
        Worlds / 3);

    [TestMethod]
    public void A_proof_convinces_another_party_and_every_part_of_it_counts()
    {
        int proofs = 0;
        Property.Check(
            SmallWorldGen.Any,
            world =>
            {
                CertificatePool pool = SmallWorld.PoolOf(world.Certificates);
                Decision decision = Decide(world, pool);
                if (!decision.IsGranted)
                {
                    return;
                }

                proofs++;
                Sequence sequence = decision.Proof!.ToSequence(pool);
                Decision again = Check(world, sequence.Node);
                Assert.IsTrue(again.IsGranted, world.ToString());
                Assert.AreEqual(decision.Until, again.Until, world.ToString());

                // One certificate less, with its signature: denied, or another proof that brute force confirms.
                ImmutableArray<SexpNode> items = sequence.Node.Items;
                for (int i = 1; i < items.Length; i++)
                {
                    if (sequence.Items[i - 1] is Certificate missing)
                    {
                        Decision less = Check(world, new SexpList(items.RemoveRange(i, 2)));
                        SmallWorld rest = world with
                        {
                            Certificates = [.. world.Certificates.Where(small => small.Issuer == SmallWorld.Acl
                                || (SmallWorld.Sign(small).Certificate.Id is var id && id != missing.Id
                                    && decision.Proof.Steps.Any(step => step.Certificate?.Certificate.Id == id)))],
                        };
                        Assert.AreEqual(
                            BruteForce.Decide(rest, SmallWorld.Now).IsGranted, less.IsGranted, world.ToString());
                    }
                }
            },
            Worlds);
        Assert.IsGreaterThan(Worlds / 10, proofs);
    }

    private static Decision Check(SmallWorld world, SexpList node)
    {
        Assert.IsTrue(SexpNode.TryParse(node.Canonical, null, out SexpNode? parsed, out _));
        Assert.IsTrue(SpkiObject.TryParse(parsed!, out SpkiObject? value, out CertError error), error.ToString());
        return ProofCheck.Decide(world.Query(), (Sequence)value);
    }

    [TestMethod]
    public void A_denial_names_what_would_have_to_be_different()
    {
        int mended = 0;
        Property.Check(
            SmallWorldGen.Any,
            world =>
            {
                Decision decision = world.Decide();
                if (decision.Denial is { } denial
                    && denial.Reason is not (DenialReason.MissingLink or DenialReason.ThresholdNotMet))
                {
                    mended++;
                    SmallWorld better = denial.Parts.Aggregate(world, Mend);
                    Assert.IsTrue(better.Decide().IsGranted, $"{denial}\n{world}\n{better}");
                }
            },
            Worlds,
            SmallWorldGen.Shrink);
        Assert.IsGreaterThan(Worlds / 60, mended);
    }

    private static SmallWorld Mend(SmallWorld world, DenialPart part) => world with
    {
        Certificates = [.. world.Certificates.Select(small => (part.Reason, IsMeant(small, part)) switch
        {
            (DenialReason.Expired, true) => small with { To = null },
            (DenialReason.NotYetValid, true) => small with { From = null },
            (DenialReason.TooNarrow, true) => small with { Tag = 0 },
            (DenialReason.NotDelegable, true) => small with { Delegation = SmallDelegation.Any },
            (DenialReason.NotNamed or DenialReason.NotDelegable, _) when !small.Delegation.IsNone =>
                small with { Delegation = SmallDelegation.Any },
            _ => small,
        })],
    };

    // A certificate that an earlier fault has mended already is told by its place, since its hash has changed.
    private static bool IsMeant(SmallCertificate small, DenialPart part) => part.Certificate is { } certificate
        ? small.Issuer != SmallWorld.Acl && IsLike(small, certificate)
        : part.Entry is { } entry
            && small.Issuer == SmallWorld.Acl
            && small.Subject.Build().ToSexp().Equals(entry.Subject.ToSexp());

    private static bool IsLike(SmallCertificate small, Certificate certificate) =>
        SmallWorld.Id(small.Issuer) == certificate.Issuer.Principal
        && (small.Defines is not null) == (certificate is NameCertificate)
        && small.Subject.Build().ToSexp().Equals(certificate.Subject.ToSexp());

    [TestMethod]
    public void A_denial_holds_until_the_end_that_it_gives() => Property.Check(
        SmallWorldGen.Any,
        world =>
        {
            Decision decision = world.Decide();
            int past = decision.IsGranted ? SmallWorld.Now : 10;
            for (int second = SmallWorld.Now; second < past && SmallWorld.At(second) <= decision.Until; second++)
            {
                Assert.IsFalse(BruteForce.Decide(world, second).IsGranted, $"at {second}: {decision}\n{world}");
            }
        },
        Worlds);

    [TestMethod]
    public void Bad_signatures_change_nothing() => Property.Check(
        WorldAndSource,
        sample =>
        {
            // Some certificates are forged. Half of the forged come again with their own signature, before or after.
            (SmallWorld world, FuzzSource source) = sample;
            List<(Certificate, Signature)> items = [];
            List<SmallCertificate> good = [];
            foreach (SmallCertificate small in world.Certificates)
            {
                if (small.Issuer == SmallWorld.Acl)
                {
                    continue;
                }

                (Certificate certificate, Signature signature) = SmallWorld.Sign(small);
                int kind = source.Below(4);
                if (kind != 0)
                {
                    items.Add((certificate, signature));
                    good.Add(small);
                }

                if (kind <= 1)
                {
                    items.Add((certificate, World.Forge(certificate, $"small {small.Issuer}", source.Below(9))));
                }
            }

            // The same certificate may stand twice in a world, forged once and good once: it is good.
            CertificatePool pool = new();
            foreach ((Certificate certificate, Signature signature) in Shuffle(items, source))
            {
                pool.Add(certificate, signature);
            }

            Decision expected = Decide(world, SmallWorld.PoolOf(good));
            Decision decision = Decide(world, pool);
            Assert.AreEqual(expected.IsGranted, decision.IsGranted, $"{expected}, {decision}\n{world}");
            Assert.AreEqual(decision.IsGranted, Decide(world, pool).IsGranted, world.ToString());

            // A denial may be looked at again earlier: what is not valid yet is not checked yet.
            Assert.IsTrue(
                decision.IsGranted ? expected.Until == decision.Until : expected.Until >= decision.Until,
                world.ToString());
        },
        Worlds);

    [TestMethod]
    public void What_costs_more_than_allowed_is_denied() => Property.Check(
        WorldAndSource,
        sample =>
        {
            (SmallWorld world, FuzzSource source) = sample;
            DecisionOptions options = new() { MaxFacts = source.Below(12), MaxSignatureChecks = source.Below(5) };
            Decision free = world.Decide();
            Decision limited = Decider.Decide(
                world.Query(), SmallWorld.PoolOf(world.Certificates), new RevocationState(), options);
            if (limited.IsGranted)
            {
                Assert.IsTrue(free.IsGranted, world.ToString());
                Assert.AreEqual(free.Until, limited.Until, world.ToString());
            }
            else if (free.IsGranted)
            {
                Assert.AreEqual(DenialReason.LimitReached, limited.Denial!.Reason, world.ToString());
                Assert.AreEqual(SmallWorld.At(SmallWorld.Now), limited.Until, world.ToString());
            }
        },
        Worlds);
}
