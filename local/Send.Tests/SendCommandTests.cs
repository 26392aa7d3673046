using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Local.Send.Tests;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed partial class SendCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("send-tests-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _errors.Dispose();
    }

    [Test]
    public async Task A_key_is_made_and_the_setting_to_trust_it_is_shown()
    {
        Assert.That(await RunAsync("--new-key", File("key.pem"), "--key-id", "a.example"), Is.Zero, _errors.ToString());

        using var key = RSA.Create();
        key.ImportFromPem(await System.IO.File.ReadAllTextAsync(File("key.pem")));
        Assert.That(key.KeySize, Is.EqualTo(2048));
        Assert.That(_output.ToString(), Does.Contain($"Copernica__TrustedKeys__0=a.example={key.ExportSubjectPublicKeyInfoPem().Replace('\n', ' ')}"));
        Assert.That(_output.ToString(), Does.Not.Contain("PRIVATE KEY"));
        if (!OperatingSystem.IsWindows())
            Assert.That(System.IO.File.GetUnixFileMode(File("key.pem")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task A_key_that_is_there_is_not_overwritten()
    {
        await System.IO.File.WriteAllTextAsync(File("key.pem"), "precious");

        Assert.That(await RunAsync("--new-key", File("key.pem")), Is.EqualTo(2));
        Assert.That(await System.IO.File.ReadAllTextAsync(File("key.pem")), Is.EqualTo("precious"));
        Assert.That(_errors.ToString(), Does.Match("^--new-key: .* already exists. Name a new file"));
    }

    [Test]
    public async Task What_arrives_is_signed_as_it_arrives()
    {
        var key = await MakeKeyAsync();
        using var server = new RecordingServer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");

        var code = await RunAsync(
            "--url", $"http://localhost:{server.Port}/api/failures?code=a%3Db", "--key", File("key.pem"), "--account", "account-77",
            "id=1", "recipient=jan+x@example.nl", "description=a b&c", "tags[]=é");

        Assert.That(code, Is.Zero, _errors.ToString());
        Assert.That(_output.ToString(), Is.EqualTo($"200 OK{Environment.NewLine}Content-Type: application/json{Environment.NewLine}{Environment.NewLine}{{}}{Environment.NewLine}"));
        var request = await server.Received.WaitAsync(Patience);
        Assert.That(Encoding.ASCII.GetString(request.Body), Is.EqualTo("id=1&recipient=jan%2Bx%40example.nl&description=a+b%26c&tags%5B%5D=%C3%A9"));
        Assert.That(request.Headers["Host"], Is.EqualTo($"localhost:{server.Port}"));
        Assert.That(request.Headers["X-Copernica-ID"], Is.EqualTo("account-77"));
        Assert.That(request.Headers["Date"], Is.EqualTo("Mon, 01 Jun 2026 12:00:00 GMT"));
        Assert.That(request.Headers["Digest"], Is.EqualTo($"SHA-256={Convert.ToBase64String(SHA256.HashData(request.Body))}"));
        AssertSigned(request, key);
    }

    [Test]
    public async Task Each_sample_is_sent_and_a_refusal_is_shown([Range(1, 10)] int number)
    {
        var key = await MakeKeyAsync();
        using var server = new RecordingServer("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 5\r\n\r\nlater");

        Assert.That(await RunAsync("--url", $"http://127.0.0.1:{server.Port}/", "--key", File("key.pem"), "--sample", $"{number}"), Is.EqualTo(1));

        Assert.That(_output.ToString(), Does.StartWith("503 Service Unavailable").And.Contain("Retry-After: 5").And.Contain("later"));
        var request = await server.Received.WaitAsync(Patience);
        Assert.That(request.Body, Is.EqualTo(SampleBodies.Get(number).Body));
        AssertSigned(request, key);
    }

    [Test]
    public async Task Sample_alone_sends_one_of_each_kind_and_says_what_each_is()
    {
        await MakeKeyAsync();
        using var server = new RecordingServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}", requests: 5);

        Assert.That(await RunAsync("--url", $"http://127.0.0.1:{server.Port}/", "--key", File("key.pem"), "--sample"), Is.Zero, _errors.ToString());

        var bodies = (await server.All.WaitAsync(Patience)).Select(request => Encoding.ASCII.GetString(request.Body)).ToList();
        Assert.That(bodies.Select(body => TypeField.Match(body).Groups[1].Value), Is.EqualTo(new[] { "failure", "bounce", "bounce", "bounce", "abuse" }));
        Assert.That(_output.ToString(), Does.Contain("--- an out-of-office reply").And.Contain("--- a spam complaint"));
    }

    [TestCase("body.json", null, "application/json")]
    [TestCase("body.txt", null, "application/x-www-form-urlencoded")]
    [TestCase("body.bin", "application/json; charset=utf-8", "application/json; charset=utf-8")]
    public async Task A_file_is_sent_as_it_is(string name, string? contentType, string sent)
    {
        var key = await MakeKeyAsync();
        byte[] body = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        await System.IO.File.WriteAllBytesAsync(File(name), body);
        using var server = new RecordingServer("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");

        string[] args = ["--url", $"http://127.0.0.1:{server.Port}/x", "--key", File("key.pem"), "--file", File(name), .. contentType is null ? [] : new[] { "--content-type", contentType }];
        Assert.That(await RunAsync(args), Is.Zero, _errors.ToString());

        var request = await server.Received.WaitAsync(Patience);
        Assert.That(request.Body, Is.EqualTo(body));
        Assert.That(request.Headers["Content-Type"], Is.EqualTo(sent));
        AssertSigned(request, key);
    }

    [Test]
    public async Task Nobody_at_the_address_is_said_so()
    {
        await MakeKeyAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();

        Assert.That(await RunAsync("--url", $"http://127.0.0.1:{port}/", "--key", File("key.pem")), Is.EqualTo(2));
        Assert.That(_errors.ToString(), Does.StartWith($"--url: no answer from http://127.0.0.1:{port}:"));
    }

    [TestCase("--url is missing", "id=1")]
    [TestCase("is no http or https address", "--url", "localhost:7071", "--key", "x")]
    [TestCase("is no http or https address", "--url", "ftp://localhost/", "--key", "x")]
    [TestCase("--key: missing.pem does not exist. Make a key with --new-key.", "--url", "http://localhost/", "--key", "missing.pem")]
    [TestCase("--verbose is not known", "--verbose")]
    [TestCase("--url lacks its value", "--url")]
    [TestCase("--url is given twice", "--url", "a", "--url", "b")]
    [TestCase("\"recipient\" is no field; write name=value.", "--url", "http://localhost/", "--key", "x", "recipient")]
    [TestCase("Give either fields, or --file, or --sample.", "--url", "http://localhost/", "--key", "x", "a=b", "--sample", "1")]
    [TestCase("--sample: \"11\" is none; there are 1 to 10.", "--url", "http://localhost/", "--key", "x", "--sample", "11")]
    [TestCase("--file: missing.txt cannot be read", "--url", "http://localhost/", "--key", "x", "--file", "missing.txt")]
    [TestCase("--new-key: missing-folder/key.pem cannot be written", "--new-key", "missing-folder/key.pem")]
    public async Task What_is_wrong_with_the_command_is_said(string message, params string[] args)
    {
        Assert.That(await RunAsync(args), Is.EqualTo(2));
        Assert.That(_errors.ToString(), Does.Contain(message));
    }

    [TestCase("no key", "is not a PEM file. Make a key with --new-key.")]
    [TestCase("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "holds a PUBLIC KEY; signing takes the private key.")]
    [TestCase("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "holds no RSA key that can be read")]
    public async Task A_file_without_a_private_key_is_said_so(string content, string message)
    {
        await System.IO.File.WriteAllTextAsync(File("key.pem"), content);

        Assert.That(await RunAsync("--url", "http://localhost/", "--key", File("key.pem")), Is.EqualTo(2));
        Assert.That(_errors.ToString(), Does.Contain(message));
    }

    [Test]
    public async Task The_usage_is_shown()
    {
        Assert.That(await RunAsync("--help"), Is.Zero);
        Assert.That(_output.ToString(), Does.Contain("--new-key").And.Contain("6  an out-of-office message"));
    }

    [GeneratedRegex("^keyId=\"(?<keyId>[^\"]+)\",algorithm=\"rsa-sha256\",headers=\"(?<headers>[^\"]+)\",signature=\"(?<signature>[^\"]+)\"$")]
    private static partial Regex Signature { get; }

    [GeneratedRegex("(?:^|&)type=([a-z]+)")]
    private static partial Regex TypeField { get; }

    private static void AssertSigned(ReceivedRequest request, RSA key)
    {
        var signature = Signature.Match(request.Headers["Signature"]);
        Assert.That(signature.Success, request.Headers["Signature"]);
        Assert.That(signature.Groups["keyId"].Value, Is.EqualTo("local._domainkey.copernica.com"));
        var names = signature.Groups["headers"].Value.Split(' ');
        Assert.That(names, Is.SupersetOf((string[])["(request-target)", "Host", "Date", "X-Copernica-ID", "Digest"]));
        var lines = names.Select(name => name == "(request-target)"
            ? $"{name}: {request.Method.ToLowerInvariant()} {request.Target}"
            : $"{name.ToLowerInvariant()}: {request.Headers[name]}");
        Assert.That(key.VerifyData(
            Encoding.ASCII.GetBytes(string.Join('\n', lines)), Convert.FromBase64String(signature.Groups["signature"].Value),
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private string File(string name) => Path.Combine(_folder, name);

    private async Task<RSA> MakeKeyAsync()
    {
        Assert.That(await RunAsync("--new-key", File("key.pem")), Is.Zero);
        _output.GetStringBuilder().Clear();
        var key = RSA.Create();
        key.ImportFromPem(await System.IO.File.ReadAllTextAsync(File("key.pem")));
        return key;
    }

    private Task<int> RunAsync(params string[] args) =>
        new SendCommand(_output, _errors, new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero)))
            .RunAsync(args, CancellationToken.None);
}
