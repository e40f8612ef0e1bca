namespace HiperNet.Architecture.Tests;

/// <summary>What one project may refer to, and why no more.</summary>
internal sealed record ProjectArrow(string Project, string[] Projects, string[] Packages, string Reason);
