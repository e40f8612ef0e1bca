return HiperNet.Cli.HiperCommand.Run(args);
