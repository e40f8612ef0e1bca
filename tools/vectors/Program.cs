using HiperNet.Vectors;

if (args is not ["--out", string directory])
{
    Console.Error.WriteLine("usage: vectors --out DIRECTORY");
    return 2;
}

foreach (IVectorFamily family in VectorFiles.Families)
{
    string path = VectorFiles.Write(family, directory);
    Console.WriteLine($"{path}: {family.Description}");
}

return 0;
