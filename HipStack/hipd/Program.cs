using HiperNet.Hipd;

return await HipdCommand.RunAsync(args);
