using System.Reflection;
using BenchmarkDotNet.Running;
using FailureFunctions.Benchmarks;

// One long run with one figure, for which BenchmarkDotNet's many runs are of no use.
if (args is ["suppression-year"])
    SuppressionYear.Run(Console.Out);
else
    BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
