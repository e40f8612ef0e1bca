using HiperNet.Spki.Certs;

namespace HiperNet.Spki.Tests.Reduction;

/// <summary>A key (k), the holder of a key (h) or an object (o) by its number.</summary>
internal readonly record struct SmallParty(char Kind, int Number)
{
    public Party Build() => Kind switch
    {
        'k' => Party.Key(SmallWorld.Id(Number)),
        'h' => Party.Keyholder(SmallWorld.Id(Number)),
        _ => Party.Object(new SmallSubject.Thing(Number).Hash),
    };
}
