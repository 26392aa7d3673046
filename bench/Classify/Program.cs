using System.Text;
using FailureFunctions.Bench.Classify;

Console.OutputEncoding = Encoding.UTF8;
return CommandLine.Run(args, Console.Out, Console.Error);
