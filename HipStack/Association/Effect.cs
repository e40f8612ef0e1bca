namespace HiperNet.HipStack.Association;

/// <summary>What the engine asks of whoever drives it. The set is closed.</summary>
public abstract class Effect
{
    private protected Effect()
    {
    }
}
