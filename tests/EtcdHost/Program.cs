using HiperNet.Registrar.State;

// Runs a private etcd in the directory that it is given, says its number, and waits to be killed.
await using PrivateEtcd etcd = await PrivateEtcd.StartAsync(new PrivateEtcdOptions { Directory = args[0] });
Console.WriteLine(etcd.ProcessId);
await Console.In.ReadToEndAsync();
