namespace HiperNet.Registrar.State;

/// <summary>One operation of a transaction: a put, a deletion or a read.</summary>
public abstract record Operation
{
    private protected Operation()
    {
    }
}
