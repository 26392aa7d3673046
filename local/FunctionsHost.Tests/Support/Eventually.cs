using System.Diagnostics;
using System.Net.Sockets;

namespace FunctionsHost.Tests.Support;

internal static class Eventually
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        for (var watch = Stopwatch.StartNew(); !condition(); await Task.Delay(10))
            Assert.That(watch.Elapsed, Is.LessThan(Limit), $"It never came true: {what}");
    }

    public static Task GoneAsync(int processId) => TrueAsync(() => !IsRunning(processId), $"process {processId} is gone");

    public static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public static bool Answers(Uri address)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect("127.0.0.1", address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
