using System.Security.Cryptography;

namespace HiperNet.Registrar.State;

/// <summary>The token of the user that a client authenticates as, made when it is needed.</summary>
internal sealed class EtcdTokens(EtcdOptions options)
{
    private volatile string? token;

    /// <summary>Whether there is a user at all.</summary>
    public bool IsNeeded => options.User is not null;

    /// <summary>Forgets a token that a member does not know; another thread may have a new one already.</summary>
    public void Forget(string? refused) => _ = Interlocked.CompareExchange(ref token, null, refused);

    /// <summary>The token, from this member if there is none.</summary>
    /// <returns>The token (null if no user is named), and the fault if it cannot be had.</returns>
    public async Task<(string? Token, StateFault Fault, string Detail)> GetAsync(
        EtcdConnection connection, CancellationToken cancellation)
    {
        string? known = token;
        if (options.User is not { } user || known is not null)
        {
            return (known, StateFault.None, "");
        }

        byte[] octets = EtcdRequests.Authenticate(user, options.Password ?? "");
        try
        {
            using RequestBody body = new(octets);
            Attempt attempt = await connection.SendAsync(
                "/v3/auth/authenticate", body, needsLeader: true, null, cancellation);

            // It changes nothing that anybody would miss: a lost answer is asked for again.
            EtcdCall<string> call = new("", default, Writes: false, NeedsLeader: true, EtcdAnswers.Token);
            StateResult<string> result = EtcdJudge.Of(attempt, call);
            token = result.Value ?? token;
            return (result.Value, result.Fault, result.Detail);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(octets);
        }
    }
}
