namespace HiperNet.Vpxi.Model;

/// <summary>What a number measures.</summary>
internal enum Dimension
{
    /// <summary>A plain number: cores, money, what is counted.</summary>
    Number = 0,

    /// <summary>In hertz.</summary>
    Frequency = 1,

    /// <summary>In bytes.</summary>
    Size = 2,

    /// <summary>In bits a second.</summary>
    Rate = 3,

    /// <summary>In nanoseconds.</summary>
    Time = 4,
}
