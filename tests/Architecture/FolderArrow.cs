namespace HiperNet.Architecture.Tests;

/// <summary>Which namespaces one folder may use of those the table governs, and why no more.</summary>
internal sealed record FolderArrow(string Folder, string[] Uses, string Reason);
