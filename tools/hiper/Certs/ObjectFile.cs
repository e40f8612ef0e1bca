using HiperNet.Spki.Certs;
using HiperNet.Spki.Sexp;
using HiperNet.Spki.Text;

namespace HiperNet.Cli.Certs;

/// <summary>Files of SPKI objects: certificates, lists, keys, sequences, in any form, one or more in a file.</summary>
internal static class ObjectFile
{
    /// <summary>The objects of some files, in order.</summary>
    /// <param name="paths">The files; - is the standard input.</param>
    /// <param name="warnings">Takes a line for every object that counts for nothing.</param>
    /// <param name="skipFaulty">Whether a faulty object is a warning; else it ends the command.</param>
    /// <exception cref="CliException">An object is faulty, with its file and line.</exception>
    public static List<SpkiObject> Read(IEnumerable<string> paths, List<string> warnings, bool skipFaulty)
    {
        List<SpkiObject> objects = [];
        foreach (string path in paths)
        {
            foreach ((SexpNode node, int line) in SexpFile.ReadWithLines(path))
            {
                if (SpkiObject.TryParse(node, out SpkiObject? value, out CertError error))
                {
                    objects.Add(value);
                    continue;
                }

                // An object of another version is not wrong; it is not for us (draft-06).
                string message = $"{path}: line {line}: {error}";
                if (!skipFaulty && error.Fault != CertFault.UnknownVersion)
                {
                    throw new CliException(ExitCode.Malformed, message);
                }

                warnings.Add(message);
            }
        }

        return objects;
    }
}
