using HiperNet.Registrar.Server;

return await RegistrarCommand.RunAsync(args);
