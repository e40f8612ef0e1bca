using HiperNet.Agent.Configuration;
using HiperNet.Agent.Discovery;

namespace HiperNet.Agent.Registration;

/// <summary>What is offered.</summary>
/// <param name="Settings">The configuration that says so.</param>
/// <param name="Pool">The pool.</param>
internal sealed record Offered(AgentSettings Settings, PoolOffer Pool);
