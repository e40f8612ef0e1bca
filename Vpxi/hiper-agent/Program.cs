return await HiperNet.Agent.AgentCommand.RunAsync(args);
