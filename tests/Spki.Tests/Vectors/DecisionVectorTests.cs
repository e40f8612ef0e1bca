using HiperNet.Spki.Certs;
using HiperNet.Spki.Reduction;
using HiperNet.Vectors;
using HiperNet.Vectors.Decisions;

namespace HiperNet.Spki.Tests.Vectors;

[TestClass]
public sealed class DecisionVectorTests
{
    public static IEnumerable<object[]> Refused => Names(vector => !vector.IsGranted);

    public static IEnumerable<object[]> Granted => Names(vector => vector.IsGranted);

    /// <summary>
    /// The attack list of the design's reference: each entry is the beginning of a comment or a name.
    /// </summary>
    public static IEnumerable<object[]> Attacks => new[]
    {
        "any bit flipped", "signature over another object", "hash of an absent object", "hash of a different object",
        "the principal is not the issuer", "weak hash", "key algorithm against sig-val algorithm",
        "signature after the wrong item", "two spellings of one key", "Ed25519 S >= L", "low-order points",
        "ECDSA high-s", "leading-zero r/s", "depth bomb", "huge length", "wide list", "name loop",
        "name loop with a way out", "delegation cycle", "set cross-product", "nested k-of-n", "signature flood",
        "propagate absent mid-chain", "propagate absent on a threshold branch", "propagate absent through a name",
        "a name certificate that carries a tag", "relative name under the wrong issuer", "expired at each position",
        "not yet valid at each position", "boundary instants", "empty intersection", "malformed date", "leap second",
        "clock skew", "CRL absent", "CRL stale", "CRL overlapping", "CRL wrong signer", "CRL wrong predecessor",
        "delta canceled", "reval absent", "reval stale", "one-time nonce replay", "unknown online type",
        "duplicate fields", "star in the request", "prefix without a separator", "\"10\" against \"010\"",
        "\"10\" against \"1e1\"", "the same key twice in a threshold", "k = 0", "k > n",
        "branches that end at different subjects", "one key under two names", "revocation by the body's hash",
        "re-encoded variants of one certificate", "Foley and Zhou", "(ftp) against (ftp /x)", "expiry at depth 2",
        "only the leaf verified", "missing proof", "expired proof", "inactive proof", "principal misalignment",
        "reordered blocks", "different root key", "bad signature format", "integer wraparound",
    }.Select(attack => new object[] { attack });

    [TestMethod]
    public void The_committed_file_is_what_the_program_writes()
    {
        CollectionAssert.AreEqual(VectorFiles.Render(new DecisionFamily()), File.ReadAllBytes(DecisionVector.Path));
    }

    [TestMethod]
    public void More_cases_are_refused_than_granted_and_no_name_stands_twice()
    {
        int granted = DecisionVector.All.Count(vector => vector.IsGranted);

        Assert.IsGreaterThanOrEqualTo(35, granted);
        Assert.IsGreaterThanOrEqualTo(100, DecisionVector.All.Count - granted);
        Assert.AreEqual(DecisionVector.All.Count, DecisionVector.All.DistinctBy(vector => vector.Name).Count());
    }

    [TestMethod]
    public void Every_reason_for_a_denial_has_a_case()
    {
        HashSet<string> reasons = [.. DecisionVector.All.Select(vector => vector.Reason.Split('/'))
            .Where(parts => parts.Length > 1).Select(parts => parts[1])];

        CollectionAssert.IsSubsetOf(Enum.GetNames<DenialReason>(), reasons.ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Attacks))]
    public void Every_known_attack_has_a_case(string attack)
    {
        Assert.IsTrue(DecisionVector.All.Any(vector =>
            vector.Comment.Contains(attack, StringComparison.Ordinal)
                || vector.Name.Contains(attack, StringComparison.Ordinal)));
    }

    [TestMethod]
    [DynamicData(nameof(Refused))]
    public void A_refused_case_is_refused_by_its_layer_for_its_reason(string name)
    {
        DecisionVector vector = Find(name);

        DecisionOutcome outcome = vector.Play();

        Assert.AreEqual(vector.Reason, outcome.Reason);
        Assert.IsFalse(outcome.Decision?.IsGranted ?? false);
    }

    [TestMethod]
    [DynamicData(nameof(Granted))]
    public void A_granted_case_is_granted_until_its_instant(string name)
    {
        DecisionVector vector = Find(name);

        DecisionOutcome outcome = vector.Play();

        Assert.IsTrue(outcome.Decision!.IsGranted, outcome.Decision.ToString());
        Assert.AreEqual(vector.Until, outcome.Decision.Until.ToString());
        CollectionAssert.AreEqual(
            vector.Ignored, outcome.Problems.Select(one => one.Replace("/", ": ", StringComparison.Ordinal)).ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Granted))]
    public void The_proof_of_a_granted_case_convinces_another_party(string name)
    {
        DecisionVector vector = Find(name);
        Decision decision = vector.Play().Decision!;
        if (decision.Proof!.Steps.Any(step => step.Evidence.Any(item => item.Object is OneTimeRevalidation)))
        {
            // A one-time revalidation convinces only the verifier who sent the nonce.
            return;
        }

        Decision other = vector.Check(decision.Proof);

        Assert.IsTrue(other.IsGranted, other.ToString());
    }

    private static DecisionVector Find(string name) => DecisionVector.All.Single(vector => vector.Name == name);

    private static IEnumerable<object[]> Names(Func<DecisionVector, bool> which) =>
        DecisionVector.All.Where(which).Select(vector => new object[] { vector.Name });
}
