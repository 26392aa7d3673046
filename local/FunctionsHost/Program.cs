using FailureFunctions.Local.FunctionsHost;

return await HostProgram.RunAsync(args, Console.Out, Console.Error);
