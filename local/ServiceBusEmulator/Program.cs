using FailureFunctions.Local.ServiceBusEmulator;

return await EmulatorProgram.RunAsync(args, Console.Out, Console.Error);
